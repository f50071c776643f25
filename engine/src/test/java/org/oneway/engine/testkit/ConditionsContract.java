// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Capabilities.Condition;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/** What a {@link TargetStore} does where it is not as a write expects it. */
public interface ConditionsContract extends WriteContract {
  @Test
  default void creatingTwiceMakesOne() throws StoreException {
    inSession(
        (store, writer, folder) -> writer.done(writer.create(folder, item("a", "Ada Lovelace"))));
    inSession(
        (store, writer, folder) ->
            assertThat(writer.now(writer.create(folder, item("a", "Ada Lovelace"))))
                .isNotInstanceOf(Outcome.Refused.class));
    assertThat(names()).isEqualTo(Map.of("a", "Ada Lovelace"));
  }

  @Test
  default void creatingWhatIsThereInAnotherFormChangesNothing() throws StoreException {
    inSession(
        (store, writer, folder) -> writer.done(writer.create(folder, item("a", "Ada Lovelace"))));
    Object before = snapshotOf("a");
    inSession(
        (store, writer, folder) ->
            assertThat(writer.now(writer.create(folder, item("a", "Somebody Else"))))
                .isInstanceOf(Outcome.Stale.class));
    assertThat(snapshotOf("a")).isEqualTo(before);
  }

  @Test
  default void updatingWhatIsGoneMakesNothing() throws StoreException {
    given("a", "Ada Lovelace");
    Change.Upsert a = there("a");
    givenRemoved("a");
    inSession(
        (store, writer, folder) ->
            assertThat(
                    writer.now(
                        writer.update(a.reference(), a.version(), folder, item("a", "Ada King"))))
                .isInstanceOf(Outcome.Stale.class));
    assertThat(names()).isEmpty();
  }

  @Test
  default void updatingWhatSomebodyElseHasChangedChangesNothing() throws StoreException {
    if (capabilities().condition() != Condition.ITEM) {
      return;
    }
    given("a", "Ada Lovelace");
    Change.Upsert a = there("a");
    givenRenamed("a", "Ada Byron");
    Object before = snapshotOf("a");
    inSession(
        (store, writer, folder) ->
            assertThat(
                    writer.now(
                        writer.update(a.reference(), a.version(), folder, item("a", "Ada King"))))
                .isInstanceOf(Outcome.Stale.class));
    assertThat(snapshotOf("a")).isEqualTo(before);
  }

  @Test
  default void deletingWhatSomebodyElseHasChangedChangesNothing() throws StoreException {
    if (capabilities().condition() != Condition.ITEM) {
      return;
    }
    given("a", "Ada Lovelace");
    Change.Upsert a = there("a");
    givenRenamed("a", "Ada Byron");
    Object before = snapshotOf("a");
    inSession(
        (store, writer, folder) ->
            assertThat(writer.now(writer.delete(a.reference(), a.version(), folder)))
                .isInstanceOf(Outcome.Stale.class));
    assertThat(snapshotOf("a")).isEqualTo(before);
  }

  @Test
  default void whoeverIsConditionalTellsVersions() throws StoreException {
    if (capabilities().condition() != Condition.ITEM) {
      return;
    }
    given("a", "Ada Lovelace");
    Optional<Version> version = there("a").version();
    assertThat(version).isPresent();
  }

  @Test
  default void aWriteThatExpectsNothingIsCarriedOut() throws StoreException {
    given("a", "Ada Lovelace");
    Change.Upsert a = there("a");
    inSession(
        (store, writer, folder) ->
            writer.done(
                writer.update(a.reference(), Optional.empty(), folder, item("a", "Ada King"))));
    assertThat(names()).isEqualTo(Map.of("a", "Ada King"));
  }
}
