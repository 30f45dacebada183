package io.plimsoll.local.infra;

import java.util.ArrayList;
import java.util.List;

/**
 * A shell between this process and a program that knows nothing of us: it sends the program the
 * signal that a line of its input names, or INT when its input closes, which it does when this
 * process is gone, however it went. So the program cannot be orphaned.
 */
public final class Guard {
  private static final String SCRIPT =
      """
      exec 3<&0
      "$@" </dev/null &
      server=$!
      ( read -r signal <&3 || signal=INT; kill -s "$signal" "$server" ) &
      watcher=$!
      wait "$server"
      code=$?
      kill "$watcher" 2>/dev/null
      exit "$code"
      """;

  private Guard() {}

  /** The command line that runs a program under a guard. */
  public static List<String> over(List<String> program) {
    List<String> guarded = new ArrayList<>(List.of("sh", "-c", SCRIPT, "guard"));
    guarded.addAll(program);
    return guarded;
  }
}
