// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.oneway.cli.work.Parts;
import org.oneway.connectors.Connectors;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.testkit.MemoryState;

/** The real connectors, and a state that lasts as long as a test. */
final class Remembered {
  private Remembered() {}

  static Parts parts() {
    MemoryState memory = new MemoryState();
    return new Parts(
        Connectors::all,
        new Parts.States() {
          @Override
          public StateStore open(
              Path directory, InstantSource clock, String command, Consumer<StateException> told) {
            return memory;
          }

          @Override
          public StateStore openReadOnly(Path directory) {
            return memory;
          }
        });
  }
}
