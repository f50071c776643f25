// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.Set;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/** Which of the target's items that are the same as the source's were made by this sync. */
@FunctionalInterface
public interface Made {
  /** None that anybody can prove. */
  Made NONE = (target, pairing, item) -> false;

  /** Those that lie where a create of this item would have put it, which nobody else would know. */
  Made BY_NAME =
      (target, pairing, item) ->
          pairing.sourceUid().equals(pairing.targetUid())
              && target
                  .planned(pairing.targetFolder(), item)
                  .filter(pairing.target().reference()::equals)
                  .isPresent();

  /** Those that are remembered as such. */
  static Made remembered(Set<Reference> references) {
    Set<Reference> all = Set.copyOf(references);
    return (target, pairing, item) -> all.contains(pairing.target().reference());
  }

  /** Whether this one was; {@code item} is the source's. */
  boolean isOurs(TargetStore target, Pairing pairing, Item item) throws StoreException;
}
