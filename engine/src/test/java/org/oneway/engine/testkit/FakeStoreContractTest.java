// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.TargetStore;

/** A fake store keeps to what real ones must, whatever its traits. */
@ParameterizedClass
@MethodSource("traits")
final class FakeStoreContractTest extends FakeStoreUnderTest
    implements SourceStoreContract, TargetStoreContract {
  FakeStoreContractTest(Traits traits) {
    super(traits);
  }

  static Stream<Traits> traits() {
    return Stream.concat(
        Traits.NAMED.stream(),
        Stream.of(
            Traits.DAV.without(Trait.INCREMENTAL).with(Trait.ACCOUNT_SCOPE).inBatches(5, 3),
            Traits.DAV.without(Trait.INCREMENTAL, Trait.CHECKPOINTS, Trait.CONDITIONAL),
            Traits.DAV.without(Trait.VERSIONS, Trait.CONDITIONAL).with(Trait.MOVES),
            Traits.DAV.with(Trait.REWRITES, Trait.TELLS_HELD).inBatches(100, 1),
            Traits.JMAP.with(Trait.VERSIONS, Trait.SKIPS_KNOWN, Trait.TELLS_VERSIONS),
            Traits.JMAP.with(Trait.TELLS_IN_SETTLE, Trait.REWRITES).inBatches(50, 4),
            Traits.IMAP.with(Trait.ACCOUNT_SCOPE, Trait.PROVES_OWN_WRITES),
            Traits.CARD_FILE.with(Trait.TELLS_VERSIONS, Trait.TELLS_HELD).inBatches(10, 2)));
  }

  @Override
  public SourceStore openSource() {
    return store.openSource();
  }

  @Override
  public TargetStore openTarget() {
    return store.openTarget();
  }
}
