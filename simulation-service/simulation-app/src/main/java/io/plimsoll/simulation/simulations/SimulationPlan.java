package io.plimsoll.simulation.simulations;

import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.platform.marketdata.PriceSnapshot;
import io.plimsoll.simulation.Versions;
import io.plimsoll.simulation.simulations.core.ResolvedRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * A simulation that is settled in every respect and only needs to be computed.
 *
 * @param params the request with all defaults filled in
 * @param made what it is computed from and by
 * @param family among whose trials it counts
 * @param requestedBy for the audit
 */
public record SimulationPlan(
    ResolvedRequest request, JsonObject params, Made made, String family, String requestedBy) {

  /** What a simulation is computed from and by. */
  public record Made(String bundle, PriceSnapshot snapshot, Versions versions) {}

  /** What names it: the same for the same request, model, data and code. */
  public String fingerprint() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("bundle", made.bundle());
    tree.put("engine", made.versions().kernel());
    tree.put("request", params.getMap());
    tree.put("snapshot", made.snapshot().hash());
    return Fingerprint.of(tree).hex();
  }
}
