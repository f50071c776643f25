// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.InterruptionContract;
import org.oneway.engine.testkit.Mails;
import org.oneway.engine.testkit.SourceStoreContract;
import org.oneway.engine.testkit.TargetStoreContract;

/** An archive of ours is a target of messages, and reads like a source. */
final class PdpaMailContractTest extends PdpaUnderTest
    implements SourceStoreContract, TargetStoreContract, InterruptionContract {
  PdpaMailContractTest() {
    super(Kind.MESSAGE, true);
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
    return Mails.full(uid, name);
  }

  @Override
  public Item bareItem(String uid, String name) {
    return Mails.of(uid, name);
  }

  @Override
  public Optional<Content> content(Item item) {
    return Optional.of(() -> new ByteArrayInputStream(Mails.bytes(item)));
  }

  @Override
  public List<String> moreMembers() {
    return List.of("receivedAt");
  }

  @Override
  public Item recast(Item contact) {
    return Mails.recast(contact);
  }

  @Override
  public String digitsOf(Item item) {
    return Mails.digits(item);
  }
}
