using Ambulant.Portal.Look;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorPages();
builder.Services.AddLook(builder.Environment);
var app = builder.Build();
app.UseStaticFiles();
app.MapRazorPages();
await app.RunAsync();
