using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Toegang;

/// <summary>The keys with which the portal protects its cookies and forms, shared by all copies of the portal.</summary>
public sealed class Sleutelring(Database database)
{
    // The framework asks for its keys synchronously, about once a day.
    public IReadOnlyList<string> Lees() => Task.Run(async () =>
    {
        await using var verbinding = await database.OpenAsync(CancellationToken.None);
        return (await verbinding.QueryAsync<string>("select xml from sleutelring order by id limit 1000")).AsList();
    }).GetAwaiter().GetResult();

    public void Bewaar(string id, string xml) => Task.Run(async () =>
    {
        await using var verbinding = await database.OpenAsync(CancellationToken.None);
        await verbinding.ExecuteAsync("insert into sleutelring (id, xml) values (@id, @xml) on conflict (id) do update set xml = excluded.xml", new { id, xml });
    }).GetAwaiter().GetResult();
}
