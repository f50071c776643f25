// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.List;
import java.util.Random;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.Traits.References;

/** Draws what stores are like, among what can be. */
final class RandomTraits {
  private final Random random;

  RandomTraits(Random random) {
    this.random = random;
  }

  Traits draw() {
    List<References> all = List.of(References.values());
    References references = all.get(random.nextInt(all.size()));
    Traits traits = base(references).inBatches(1 + random.nextInt(7), 1);
    boolean byContent = references == References.BY_CONTENT;
    boolean opaque = references == References.OPAQUE;
    if (chance(70)) {
      traits = traits.with(Trait.CHECKPOINTS);
      if (!byContent && chance(70)) {
        traits = traits.with(Trait.INCREMENTAL);
      }
    }
    if (chance(60)) {
      traits = traits.with(Trait.VERSIONS);
    } else if (chance(40)) {
      traits = traits.with(Trait.FILE_VERSIONS);
    }
    boolean versioned = traits.has(Trait.VERSIONS) || traits.has(Trait.FILE_VERSIONS);
    traits = versioned ? perhaps(traits, 70, Trait.SKIPS_KNOWN) : traits;
    traits = traits.has(Trait.VERSIONS) ? perhaps(traits, 60, Trait.CONDITIONAL) : traits;
    traits = opaque ? traits : perhaps(traits, 20, Trait.ACCOUNT_SCOPE);
    traits = opaque ? traits : perhaps(traits, 40, Trait.FOLDERS_ARE_NAMES);
    traits = perhaps(traits, 50, Trait.MOVES);
    traits = traits.has(Trait.MOVES) ? perhaps(traits, 40, Trait.UNIQUE_IN_ACCOUNT) : traits;
    traits = perhaps(traits, 25, Trait.REWRITES);
    traits = perhaps(traits, 60, Trait.TELLS_VERSIONS);
    traits = perhaps(traits, 20, Trait.TELLS_HELD);
    traits = perhaps(traits, 25, Trait.TELLS_IN_SETTLE);
    traits = perhaps(traits, 70, Trait.UPDATED);
    traits = perhaps(traits, 30, Trait.FILE_TIMES);
    traits = perhaps(traits, 50, Trait.IDENTITY);
    traits = perhaps(traits, 30, Trait.PROVES_OWN_WRITES);
    return chance(25) ? traits.inBatches(1 + random.nextInt(3), 2) : traits;
  }

  private static Traits base(References references) {
    return references == References.OPAQUE
        ? Traits.of(references, Trait.ACCOUNT_SCOPE)
        : Traits.of(references);
  }

  private Traits perhaps(Traits traits, int percent, Trait trait) {
    return chance(percent) ? traits.with(trait) : traits;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
