// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.util.List;
import org.oneway.connectors.testkit.Events;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.InterruptionContract;
import org.oneway.engine.testkit.SourceStoreContract;
import org.oneway.engine.testkit.TargetStoreContract;

/** An archive of ours is a target of notes, and reads like a source. */
final class PdpaNotesContractTest extends PdpaUnderTest
    implements SourceStoreContract, TargetStoreContract, InterruptionContract {
  PdpaNotesContractTest() {
    super(Kind.NOTE, true);
  }

  @Override
  public SourceStore openSource() throws StoreException {
    return openTarget();
  }

  @Override
  public TargetStore openTarget() throws StoreException {
    return new PdpaConnector().openTarget(settings());
  }

  @Override
  public Item item(String uid, String name) {
    return Events.full(Kind.NOTE, uid, name);
  }

  @Override
  public Item bareItem(String uid, String name) {
    return Events.of(Kind.NOTE, uid, name);
  }

  @Override
  public List<String> moreMembers() {
    return List.of("description", "keywords");
  }

  @Override
  public Item recast(Item contact) {
    return Events.recast(Kind.NOTE, contact);
  }

  @Override
  public String digitsOf(Item item) {
    return Events.digits(item);
  }
}
