using Ambulant.Testhulp;

// One server for all tests of this assembly; ask for it in the constructor of the test class.
[assembly: AssemblyFixture(typeof(TestPostgres))]
