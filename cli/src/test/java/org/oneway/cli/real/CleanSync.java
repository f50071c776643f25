// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.cli.real.Command.Answer;

/** How a {@link MixedSync} ended in which nothing went wrong. */
final class CleanSync {
  /** A broken card waits. */
  static final int EXIT = 2;

  private final Map<String, String> target;
  private final List<String> remembered;

  /** The one that was run in this place. */
  CleanSync(Path place) {
    this.target = Trees.texts(place.resolve("target"));
    this.remembered = Remembered.of(place);
  }

  /** What is wrong after the same sync was run again in a place where something failed. */
  Optional<String> fault(Path place) {
    Answer again = MixedSync.syncHere(place);
    if (again.exit() != EXIT) {
      return Optional.of("run again, exit " + again.exit() + "\n" + again.text());
    }
    if (!Trees.texts(place.resolve("target")).equals(target)) {
      return Optional.of("run again, another target");
    }
    return Remembered.of(place).equals(remembered)
        ? Optional.empty()
        : Optional.of("run again, another state");
  }
}
