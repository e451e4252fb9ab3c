namespace Ambulant.Core;

/// <summary>Marks a class that carries out one thing a user does or one page's read. Found by Scrutor, registered as itself, one per request.</summary>
public interface IUseCase;
