// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;
import org.oneway.state.h2.H2State;

/** What the state of a sync says, but for numbers and times. */
final class Remembered {
  private Remembered() {}

  /** Sorted; the state lies in {@code place}. */
  static List<String> of(Path place) {
    try (H2State opened = H2State.openReadOnly(place.resolve("state"))) {
      SyncState state = opened.sync("contacts");
      List<String> all = new ArrayList<>();
      List<Integer> numbers = IntStream.range(0, state.nextPairing()).boxed().toList();
      state.pairings(numbers).values().forEach(pairing -> all.add(words(pairing)));
      state.pending().forEach(pending -> all.add(pending.reference() + " " + pending.reason()));
      state.intents().forEach(intent -> all.add("intent " + intent));
      all.sort(null);
      return all;
    }
  }

  private static String words(Pairing pairing) {
    return String.join(
        " ",
        pairing.sourceUid().value(),
        pairing.source().reference().value(),
        pairing.source().fingerprint().toString(),
        pairing.targetUid().value(),
        pairing.target().reference().value(),
        pairing.target().fingerprint().toString(),
        pairing.targetFolder().value(),
        pairing.origin().name(),
        pairing.notices().toString(),
        "own fields " + pairing.ownFields());
  }
}
