package io.plimsoll.local.command;

import io.plimsoll.local.NotRunningException;
import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.process.RunState;
import java.io.IOException;

/**
 * The running platform of a home, for commands that need one.
 *
 * @param home the folder
 * @param keys its keys
 * @param state what runs where
 */
record Running(PlimsollHome home, Keys keys, RunState state) {

  static Running find() throws IOException {
    PlimsollHome home = PlimsollHome.of(System.getenv());
    RunState state =
        RunState.find(home)
            .filter(RunState::ready)
            .orElseThrow(() -> new NotRunningException(home));
    return new Running(home, Keys.open(home), state);
  }
}
