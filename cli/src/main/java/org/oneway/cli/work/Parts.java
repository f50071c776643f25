// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.oneway.connectors.Connectors;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.store.Connector;

/**
 * The parts that this program is put together from.
 *
 * @param connectors all there are; asked only by commands that need them
 * @param states opens what is remembered
 */
public record Parts(Supplier<List<Connector>> connectors, States states) {
  /** Those of the program; tests put others in their place. */
  public static final Parts REAL = new Parts(Connectors::all, new OnH2());

  /** Opens what is remembered in a directory. */
  public interface States {
    /** For a run. */
    StateStore open(Path directory, InstantSource clock);

    /** To be looked at: not a byte changes. */
    StateStore openReadOnly(Path directory);
  }

  private static final class OnH2 implements States {
    @Override
    public StateStore open(Path directory, InstantSource clock) {
      throw new IllegalStateException("no state yet");
    }

    @Override
    public StateStore openReadOnly(Path directory) {
      throw new IllegalStateException("no state yet");
    }
  }
}
