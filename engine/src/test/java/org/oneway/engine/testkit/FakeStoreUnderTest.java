// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.time.Duration;
import java.time.Instant;

/** A fake store, as a contract acts on it. */
abstract class FakeStoreUnderTest implements StoreContract {
  private static final String FOLDER = "Friends";
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T06:00:00Z"));
  protected final FakeStore store;

  FakeStoreUnderTest(Traits traits) {
    store = new FakeStore("store", traits, clock);
    store.addFolder(FOLDER);
  }

  @Override
  public String folder() {
    return FOLDER;
  }

  @Override
  public void given(String uid, String name) {
    clock.pass(Duration.ofMinutes(1));
    store.add(FOLDER, Card.of(uid, name));
  }

  @Override
  public void givenRenamed(String uid, String name) {
    clock.pass(Duration.ofMinutes(1));
    store.edit(FOLDER, uid, card -> card.name(name));
  }

  @Override
  public void givenRemoved(String uid) {
    store.remove(FOLDER, uid);
  }

  @Override
  public void givenBroken(String uid) {
    store.corrupt(FOLDER, uid, false);
  }

  @Override
  public void givenFolder(String name) {
    store.addFolder(name);
  }

  @Override
  public Object snapshot() {
    return store.contents();
  }

  @Override
  public Object snapshotOf(String uid) {
    return store.card(FOLDER, uid);
  }
}
