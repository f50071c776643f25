// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Intent;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;
import org.oneway.state.h2.H2State;

/** Whether a state that was killed opens, and still knows what it has to know. */
final class Survivors {
  /** As many pairings as a state is asked for at once. */
  private static final int AT_ONCE = 1_000;

  private final Path place;
  private long generation;

  /** The uids that were paired when the state was looked at last. */
  private Set<String> paired = new HashSet<>();

  /**
   * @param place holds {@code state} and the target, {@code folder}
   */
  Survivors(Path place) {
    this.place = place;
  }

  /** How many pairings there were when the state was looked at last. */
  int pairings() {
    return paired.size();
  }

  /**
   * Looks at the state after a run has ended in whatever way.
   *
   * @param atSource the uids at the source; of others the pairing may be gone
   * @throws IllegalStateException if something is missing
   */
  void check(Set<String> atSource) throws IOException {
    Set<String> now = new HashSet<>();
    Set<String> known = new HashSet<>();
    try (H2State opened = H2State.openReadOnly(place.resolve("state"))) {
      require(opened.generation() >= generation, "commits are lost");
      generation = opened.generation();
      SyncState state = opened.sync("contacts");
      for (int first = 0; first < state.nextPairing(); first += AT_ONCE) {
        for (Pairing pairing :
            state.pairings(IntStream.range(first, first + AT_ONCE).boxed().toList()).values()) {
          require(now.add(pairing.sourceUid().value()), "paired twice: " + pairing);
          known.add(pairing.target().reference().value());
        }
      }
      for (Intent intent : state.intents()) {
        add(intent.before(), known);
        add(intent.planned(), known);
      }
    }
    for (String uid : paired) {
      require(now.contains(uid) || !atSource.contains(uid), "the pairing is lost of " + uid);
    }
    for (String file : written()) {
      require(known.contains(file), "written, and neither paired nor intended: " + file);
    }
    paired = now;
  }

  private static void add(Optional<Reference> reference, Set<String> references) {
    reference.ifPresent(r -> references.add(r.value()));
  }

  /** The cards at the target. */
  private Set<String> written() throws IOException {
    Set<String> written = new HashSet<>();
    Path folder = place.resolve("folder");
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .map(file -> String.valueOf(file.getFileName()))
            .filter(name -> name.endsWith(".vcf"))
            .forEach(written::add);
      }
    }
    return written;
  }

  private static void require(boolean isSo, String otherwise) {
    if (!isSo) {
      throw new IllegalStateException(otherwise);
    }
  }
}
