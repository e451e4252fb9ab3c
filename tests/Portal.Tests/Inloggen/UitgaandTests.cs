using System.Net;
using Ambulant.Portal.Opstart.Aanmelden;

namespace Ambulant.Portal.Tests.Inloggen;

/// <summary>Which addresses count as inside: every one that is not for the whole internet, in every notation that can hold one.</summary>
public sealed class UitgaandTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::10.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    [InlineData("2001:0:a00:1::")]
    [InlineData("ff02::1")]
    public void Inside_is_inside_however_it_is_written(string adres) => Assert.True(Uitgaand.IsIntern(IPAddress.Parse(adres)));

    [Theory]
    [InlineData("192.0.1.1")]
    [InlineData("198.20.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2001:67c::1")]
    [InlineData("2a00:1450::1")]
    [InlineData("::ffff:198.20.0.1")]
    public void Outside_is_not(string adres) => Assert.False(Uitgaand.IsIntern(IPAddress.Parse(adres)));
}
