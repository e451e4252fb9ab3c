using System.Text;
using Npgsql;

namespace Ambulant.Testhulp;

/// <summary>A place where a value was found.</summary>
public sealed record Spoor(string Tabel, string Kolom, string Waarde);

/// <summary>Looks whether anything of a leerling is still in the database.</summary>
public static class Sporen
{
    /// <summary>
    /// Searches every column of every table of schema ambulant, capitals or not, for each value; binary columns too. The connection
    /// must be of the owner or the administrator: the application cannot see every table.
    /// </summary>
    /// <param name="waarden">As PostgreSQL writes them: a date as jjjj-mm-dd. Take names that occur nowhere else.</param>
    public static async Task<IReadOnlyList<Spoor>> ZoekAsync(string connectionString, params string[] waarden)
    {
        await using var verbinding = new NpgsqlConnection(connectionString);
        await verbinding.OpenAsync();
        await using var transactie = await verbinding.BeginTransactionAsync();

        // Row-level security holds for the owner too: without the regions it would see nothing and find nothing.
        await using (var regios = new NpgsqlCommand("select set_config('ambulant.regios', coalesce(string_agg(sleutel, ','), ''), true) from ambulant.regio", verbinding))
        {
            await regios.ExecuteNonQueryAsync();
        }

        const string Kolommen = """
            select c.relname::text, a.attname::text, format_type(a.atttypid, null)
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'ambulant'::regnamespace and c.relkind in ('r', 'p', 'm') order by 1, 2
            """;
        var kolommen = new List<(string Tabel, string Kolom, string Soort)>();
        await using (var vraag = new NpgsqlCommand(Kolommen, verbinding))
        await using (var rij = await vraag.ExecuteReaderAsync())
        {
            while (await rij.ReadAsync())
            {
                kolommen.Add((rij.GetString(0), rij.GetString(1), rij.GetString(2)));
            }
        }

        var naam = new NpgsqlCommandBuilder();
        var sporen = new List<Spoor>();
        foreach (var (tabel, kolom, soort) in kolommen)
        {
            var k = naam.QuoteIdentifier(kolom);
            // An array or jsonb writes quotes around its texts; the value inside stays as it is.
            var inhoud = soort == "bytea" ? $"encode({k}, 'hex')" : $"lower({k}::text)";
            await using var zoek = new NpgsqlCommand(
                $"select w.n from unnest(@waarden) with ordinality as w (waarde, n) where exists (select from ambulant.{naam.QuoteIdentifier(tabel)} where strpos({inhoud}, w.waarde) > 0)", verbinding);
            zoek.Parameters.AddWithValue("waarden", waarden.Select(w => soort == "bytea" ? Convert.ToHexStringLower(Encoding.UTF8.GetBytes(w)) : w.ToLowerInvariant()).ToArray());
            await using var rij = await zoek.ExecuteReaderAsync();
            while (await rij.ReadAsync())
            {
                sporen.Add(new(tabel, kolom, waarden[rij.GetInt64(0) - 1]));
            }
        }

        return sporen;
    }
}
