using Ambulant.Testhulp;

[assembly: AssemblyFixture(typeof(TestPostgres))]
