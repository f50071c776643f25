// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.Set;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;

/** Pairings with some parts replaced. */
final class Pairings {
  private Pairings() {}

  static Pairing with(
      Pairing pairing, Seen source, Seen target, Fingerprint left, Set<Pairing.Notice> notices) {
    return new Pairing(
        pairing.number(),
        pairing.folder(),
        pairing.kind(),
        pairing.sourceUid(),
        pairing.targetUid(),
        pairing.origin(),
        source,
        target,
        pairing.targetFolder(),
        left,
        pairing.ownFields(),
        pairing.updated(),
        notices);
  }
}
