// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.oneway.connectors.Connectors;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.store.Connector;
import org.oneway.state.h2.H2State;

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
    /**
     * For a run.
     *
     * @param command what it is for, told to whoever is kept out meanwhile
     * @param told is given why today's backup could not be made
     */
    StateStore open(
        Path directory, InstantSource clock, String command, Consumer<StateException> told);

    /** To be looked at: not a byte changes. */
    StateStore openReadOnly(Path directory);
  }

  private static final class OnH2 implements States {
    @Override
    public StateStore open(
        Path directory, InstantSource clock, String command, Consumer<StateException> told) {
      return H2State.open(directory, clock, command, told);
    }

    @Override
    public StateStore openReadOnly(Path directory) {
      return H2State.openReadOnly(directory);
    }
  }
}
