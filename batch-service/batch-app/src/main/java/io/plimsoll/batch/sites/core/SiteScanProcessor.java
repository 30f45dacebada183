package io.plimsoll.batch.sites.core;

import io.plimsoll.batch.ItemProcessor;
import io.plimsoll.batch.ItemTask;
import io.plimsoll.batch.sites.SitesConfig;
import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.PermanentFault;
import io.plimsoll.platform.queue.TransientFault;
import io.plimsoll.platform.queue.WorkControl;
import io.plimsoll.platform.work.KernelPool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads what web sites say of themselves. */
@ApplicationScoped
public class SiteScanProcessor implements ItemProcessor {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /** The members of a result in the order in which people want them. */
  public static final List<String> COLUMNS =
      List.of(
          "domain",
          "final_url",
          "http_status",
          "title",
          "description",
          "language",
          "emails",
          "phones",
          "social",
          "favicon",
          "logo",
          "wordpress",
          "wordpress_version",
          "elementor",
          "technologies",
          "content_hash",
          "truncated");

  private final SiteScan.Tools tools;
  private final Sites sites;
  private final Set<Integer> ports;

  SiteScanProcessor(Web web, KernelPool pool, SitesConfig config, Sites sites) {
    this.tools = new SiteScan.Tools(web, new HostPace(System::nanoTime), pool, config);
    this.sites = sites;
    this.ports = Set.copyOf(config.allowedPorts().orElse(List.of()));
  }

  @Override
  public String name() {
    return "site-scan";
  }

  @Override
  public Intake take(Object item) {
    if (!(item instanceof String text)) {
      return new Intake.Refused("item: no text (expected: a domain or URL)");
    }
    return switch (SiteName.read(text, ports)) {
      case SiteName.Reading.Valid(SiteName name) -> new Intake.Taken(name.text());
      case SiteName.Reading.Invalid(String reason) -> new Intake.Refused(reason);
    };
  }

  @Override
  public Uni<Completion> process(ItemTask task, WorkControl control) {
    SiteName site =
        switch (SiteName.read(String.valueOf(task.item()), ports)) {
          case SiteName.Reading.Valid(SiteName name) -> name;
          case SiteName.Reading.Invalid(String reason) -> throw new PermanentFault(reason);
        };
    return new SiteScan(tools, site, task.options().maxPages())
        .run()
        .onFailure(WebFault.class)
        .transform(failure -> judged(failure))
        .map(report -> sites.completion(task.batchId(), task.itemId(), report.toJson()));
  }

  private static Throwable judged(WebFault fault) {
    String message = String.valueOf(fault.getMessage());
    return fault.mayPass()
        ? new TransientFault(message, fault)
        : new PermanentFault(message, fault);
  }

  @Override
  public Duration itemTimeout() {
    return TIMEOUT;
  }

  @Override
  public int concurrency() {
    return tools.config().concurrency();
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }
}
