// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.InterruptionContract;
import org.oneway.engine.testkit.SourceStoreContract;
import org.oneway.engine.testkit.TargetStoreContract;

/** An archive of ours is a target, and reads like a source. */
final class PdpaTargetContractTest extends PdpaUnderTest
    implements SourceStoreContract, TargetStoreContract, InterruptionContract {
  PdpaTargetContractTest() {
    super(true);
  }

  @Override
  public SourceStore openSource() throws StoreException {
    return openTarget();
  }

  @Override
  public TargetStore openTarget() throws StoreException {
    return new PdpaConnector().openTarget(settings());
  }
}
