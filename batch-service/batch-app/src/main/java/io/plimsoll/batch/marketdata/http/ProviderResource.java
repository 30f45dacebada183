package io.plimsoll.batch.marketdata.http;

import io.plimsoll.batch.marketdata.core.ImportSource;
import io.plimsoll.batch.marketdata.core.PriceProvider;
import io.plimsoll.batch.marketdata.core.PriceProvider.LatestQuote;
import io.plimsoll.batch.marketdata.core.PriceProvider.OptionQuote;
import io.plimsoll.batch.marketdata.core.ProviderFault;
import io.plimsoll.batch.marketdata.core.ProviderRequest;
import io.plimsoll.batch.marketdata.store.ImportDesk;
import io.plimsoll.batchkernel.portfolio.OccSymbol;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.time.ExchangeCalendar;
import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.problem.ServiceException.Unavailable;
import io.plimsoll.platform.security.CurrentActor;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a provider of prices is asked for. Operators only: it costs. Wholly reactive. */
@Path("/api/v1/market-data")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "market data")
public class ProviderResource {
  private static final Clock CLOCK = Clock.systemUTC();

  private final PriceProvider provider;
  private final ImportDesk desk;
  private final CurrentActor actor;

  ProviderResource(PriceProvider provider, ImportDesk desk, CurrentActor actor) {
    this.provider = provider;
    this.desk = desk;
    this.actor = actor;
  }

  /** Imports daily bars from the provider, the way any file is imported. */
  @POST
  @Path("/provider-imports")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Imports daily bars, splits and dividends of symbols from the provider")
  public Uni<Response> importDays(ProviderBody body) {
    LocalDate today = ExchangeCalendar.of(Exchange.NYSE).localDate(CLOCK.instant());
    ProviderRequest request = ProviderRequest.of(body.symbols(), body.from(), body.to(), today);
    configured();
    return desk.take(new ImportSource.Provider(request), actor.get().name())
        .map(ImportResource::accepted);
  }

  /** The latest quotes, as the provider has them now; nothing is stored. */
  @GET
  @Path("/provider/quotes")
  @Operation(summary = "The provider's latest quotes of symbols (comma separated)")
  public Uni<Items<QuoteView>> quotes(@QueryParam("symbols") @Nullable String symbols) {
    List<String> names =
        Arrays.stream(Objects.requireNonNullElse(symbols, "").split(","))
            .filter(name -> !name.isBlank())
            .toList();
    LocalDate today = ExchangeCalendar.of(Exchange.NYSE).localDate(CLOCK.instant());
    ProviderRequest request = ProviderRequest.of(names, today, today, today);
    configured();
    return provider
        .quotes(request.symbols())
        .map(quotes -> new Items<>(quotes.stream().map(QuoteView::of).toList()))
        .onFailure(ProviderFault.class)
        .transform(ProviderResource::refusal);
  }

  /** All options on an underlying, as the provider has them now; nothing is stored. */
  @GET
  @Path("/provider/option-chain")
  @Operation(summary = "The provider's quotes of all options on an underlying")
  public Uni<Items<OptionView>> optionChain(@QueryParam("symbol") @Nullable String symbol) {
    Symbol underlying = SeriesParams.symbol(symbol);
    configured();
    return provider
        .optionChain(underlying)
        .map(chain -> new Items<>(chain.stream().map(OptionView::of).toList()))
        .onFailure(ProviderFault.class)
        .transform(ProviderResource::refusal);
  }

  private void configured() {
    if (!provider.isConfigured()) {
      throw new StateConflict(
          "no provider of prices (expected: plimsoll.batch.market-data.provider.url and its keys)");
    }
  }

  private static ServiceException refusal(Throwable failure) {
    ProviderFault fault = (ProviderFault) failure;
    if (!fault.mayPass()) {
      return new Rejected(fault.message());
    }
    return fault.patience().isZero()
        ? new Unavailable(fault.message())
        : new Unavailable(fault.message(), fault.patience());
  }

  /** A list as an object, so that it can grow members. */
  public record Items<T>(List<T> items) {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A symbol's quote. */
  public record QuoteView(
      String symbol, Instant at, double bid, double bidSize, double ask, double askSize) {
    static QuoteView of(LatestQuote quote) {
      return new QuoteView(
          quote.symbol().value(),
          quote.at(),
          quote.bid(),
          quote.bidSize(),
          quote.ask(),
          quote.askSize());
    }
  }

  /** An option and its quote. */
  public record OptionView(
      String symbol,
      String underlying,
      LocalDate expiry,
      String kind,
      BigDecimal strike,
      Instant at,
      double bid,
      double ask,
      Optional<Double> last,
      Optional<Double> impliedVolatility) {
    static OptionView of(OptionQuote quote) {
      return new OptionView(
          OccSymbol.format(quote.option()).replace(" ", ""),
          quote.option().underlying().value(),
          quote.option().expiry(),
          quote.option().kind().name(),
          quote.option().strike(),
          quote.at(),
          quote.bid(),
          quote.ask(),
          boxed(quote.last()),
          boxed(quote.impliedVolatility()));
    }

    private static Optional<Double> boxed(OptionalDouble number) {
      return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }
  }
}
