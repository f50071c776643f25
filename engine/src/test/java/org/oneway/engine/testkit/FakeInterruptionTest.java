// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.store.TargetStore;

/** Fake targets survive being halted, as real ones must. */
@ParameterizedClass
@MethodSource("traits")
final class FakeInterruptionTest extends FakeStoreUnderTest implements InterruptionContract {
  FakeInterruptionTest(Traits traits) {
    super(traits);
  }

  static Stream<Traits> traits() {
    return Stream.of(Traits.DAV, Traits.CARD_FILE, Traits.JMAP.with(Trait.REWRITES));
  }

  @Override
  public TargetStore openTarget() {
    return store.openTarget();
  }
}
