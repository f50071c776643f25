// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;

/** The pairs of stores that scenarios are tried on. */
final class Stores {
  /** Sources whose listings, versions, references and times of change differ in every way. */
  private static final List<Traits> SOURCES =
      List.of(
          Traits.DAV,
          Traits.JMAP,
          Traits.IMAP,
          Traits.FILES,
          Traits.CARD_FILE,
          Traits.DAV.without(Trait.VERSIONS, Trait.INCREMENTAL, Trait.CHECKPOINTS),
          Traits.FILES.with(Trait.ACCOUNT_SCOPE).without(Trait.SKIPS_KNOWN));

  /** Targets whose writes differ in every way too. */
  private static final List<Traits> TARGETS =
      List.of(
          Traits.DAV,
          Traits.JMAP.inBatches(20, 2),
          Traits.IMAP,
          Traits.FILES.inBatches(3, 1),
          Traits.CARD_FILE.inBatches(10, 1),
          Traits.DAV
              .without(Trait.INCREMENTAL, Trait.CHECKPOINTS, Trait.TELLS_VERSIONS)
              .with(Trait.MOVES),
          Traits.DAV.without(Trait.VERSIONS, Trait.TELLS_VERSIONS, Trait.CONDITIONAL),
          Traits.DAV.with(Trait.REWRITES).inBatches(4, 3),
          Traits.JMAP.with(Trait.REWRITES, Trait.TELLS_HELD));

  private Stores() {}

  static List<Traits> sources() {
    return SOURCES;
  }

  static List<Traits> targets() {
    return TARGETS;
  }

  /** Every source with every target. */
  static Stream<Arguments> everyPair() {
    return SOURCES.stream()
        .flatMap(source -> TARGETS.stream().map(target -> Arguments.of(source, target)));
  }
}
