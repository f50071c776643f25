// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.oneway.engine.change.Change;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.store.Capabilities.Condition;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;

/** What putting back an item keeps to, in a {@link org.oneway.engine.store.TargetStore}. */
public interface RestoresContract extends WriteContract {
  private Optional<byte[]> original(Change.Upsert item) throws StoreException {
    List<Optional<byte[]>> found = new ArrayList<>();
    inSession(
        (store, writer, folder) ->
            found.add(
                Optional.ofNullable(
                    store.originals(List.of(item.reference())).get(item.reference()))));
    return found.get(0);
  }

  /** Whether a store puts what was deleted back under the reference that it had. */
  default boolean whatReturnsIsWhereItWas() {
    return true;
  }

  private void requireAsBefore(Change.Upsert before, Optional<byte[]> original, boolean isUpdate)
      throws StoreException {
    Change.Upsert now = there("a");
    Similarity rules = Similarity.of(before.item().kind());
    if (!capabilities().rewrites()) {
      assertThat(rules.fingerprint(now.item().json()))
          .isEqualTo(rules.fingerprint(before.item().json()));
    }
    if (original.isPresent()) {
      assertThat(now.reference().equals(before.reference()))
          .as("that it is where it was")
          .isEqualTo(isUpdate || whatReturnsIsWhereItWas());
      assertThat(original(now).orElseThrow()).isEqualTo(original.get());
    }
  }

  @Test
  default void whatWasOverwrittenIsPutBackAsItWas() throws StoreException {
    given("a", "Ada Lovelace");
    Change.Upsert before = there("a");
    Optional<byte[]> original = original(before);
    rename(before);
    Change.Upsert edited = there("a");
    inSession(
        (store, writer, folder) ->
            writer.done(
                writer.restore(
                    edited.reference(), true, edited.version(), folder, before.item(), original)));
    assertThat(names()).containsEntry("a", "Ada Lovelace").hasSize(1);
    requireAsBefore(before, original, true);
  }

  @Test
  default void whatWasDeletedReturnsAsItWas() throws StoreException {
    given("a", "Ada Lovelace");
    Change.Upsert before = there("a");
    Optional<byte[]> original = original(before);
    inSession(
        (store, writer, folder) ->
            writer.done(writer.delete(before.reference(), before.version(), folder)));
    inSession(
        (store, writer, folder) ->
            writer.done(
                writer.restore(
                    before.reference(), false, Optional.empty(), folder, before.item(), original)));
    assertThat(names()).containsEntry("a", "Ada Lovelace").hasSize(1);
    requireAsBefore(before, original, false);
  }

  @Test
  default void nothingIsPutBackOverAnEdit() throws StoreException {
    given("a", "Ada Lovelace");
    Change.Upsert before = there("a");
    Optional<byte[]> original = original(before);
    rename(before);
    if (capabilities().condition() == Condition.ITEM && before.version().isPresent()) {
      inSession(
          (store, writer, folder) ->
              assertThat(
                      writer.now(
                          writer.restore(
                              before.reference(),
                              true,
                              before.version(),
                              folder,
                              before.item(),
                              original)))
                  .isInstanceOf(Outcome.Stale.class));
      assertThat(names()).containsEntry("a", "Ada King").hasSize(1);
    }
  }

  private void rename(Change.Upsert before) throws StoreException {
    inSession(
        (store, writer, folder) ->
            writer.done(
                writer.update(
                    before.reference(), before.version(), folder, item("a", "Ada King"))));
  }
}
