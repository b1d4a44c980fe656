namespace SmoothOperator.Knowledge;

/// <summary>The two documents of the demo: a small shop's policies.</summary>
public static class SeedDocuments
{
    /// <summary>The tenant they belong to.</summary>
    public const string OrganizationId = "reference-org";

    /// <summary>The document set they belong to.</summary>
    public const string SetName = "policies";

    private const string Returns =
        """
        # Returns and refunds

        Changed your mind? Our return window is 17 days, counted from the day your parcel arrives. Items must be unused and in their original packaging, with
        the order number inside the box.

        ## How to send something back

        1. Open your order in your account and choose "Return items".
        2. Print the prepaid label and stick it over the old one.
        3. Drop the parcel at any post office and keep the receipt until your money is back.

        ## When you get your money

        We inspect a parcel within two working days of receiving it. Refunds go to the original payment method and show up three to five business days later.
        Something arrived damaged or broken? Tell us the order number: we pay for the return and refund the full price, postage included. Gift cards and
        personalised items cannot be returned.
        """;

    private const string Shipping =
        """
        # Shipping

        Orders placed before 2 pm on a business day leave our warehouse the same day.

        ## How long it takes

        - Standard shipping takes 5–7 business days and is free from $50; below that it costs $4.90.
        - Expedited shipping takes 2 business days and costs $12.

        Delivery times are counted from the day a parcel leaves the warehouse. Remote addresses and islands can take up to three days more.

        ## Following a parcel

        You receive an e-mail with a tracking number as soon as a parcel is on its way. If the tracking page has not changed for four business days, write to us
        and we start a search with the carrier. A parcel that is lost on the way is sent again at our expense. We deliver within the United States and Canada.
        """;

    /// <summary>The documents.</summary>
    public static IReadOnlyList<SourceDocument> All { get; } = [Policy("policies/returns.md", Returns), Policy("policies/shipping.md", Shipping)];

    private static SourceDocument Policy(string source, string content) => new()
    {
        Id = source,
        OrganizationId = OrganizationId,
        Source = source,
        Content = content.ReplaceLineEndings("\n"),
        Sets = [SetName],
    };
}
