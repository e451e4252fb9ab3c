using Ambulant.Modules.Liemers;
using Ambulant.Modules.NoordKennemerland;
using Ambulant.Modules.Proef;
using Ambulant.Regiocontract;

namespace Ambulant.Modules.Tests;

public sealed class LiemersTests : Regiocontract<LiemersRegio>;

public sealed class NoordKennemerlandTests : Regiocontract<NoordKennemerlandRegio>;

public sealed class ProefTests : Regiocontract<ProefRegio>;
