// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/**
 * The "similar enough" rules of one kind (draft-ietf-mailmaint-pdparchive-00, "Always include 'uid'
 * and 'updated'"). All methods are pure, take items as they travel or as they are kept (media as
 * hash and size), change none of their arguments, and are safe for use by several threads.
 */
public interface Similarity {
  /** The version of the rules, from 1; grows when any rule changes what is equal. */
  int rules();

  /** The canonical form: equal for items that are similar enough. Without uid. */
  ObjectNode canonical(ObjectNode item);

  /** The hash of the canonical form. */
  Fingerprint fingerprint(ObjectNode item);

  /** What differs, field by field, as changes to {@code before}. Empty if similar enough. */
  List<FieldChange> changes(ObjectNode before, ObjectNode after);

  /**
   * The names of the rules that make two similar items equal although their JSON differs, sorted;
   * empty where the JSON is equal or they are not similar.
   */
  List<String> reasons(ObjectNode one, ObjectNode other);

  /**
   * Carries what the source changed since the last sync over to what the target has now; what the
   * target has on its own stays.
   *
   * @param base the source's item as last synced
   * @param left the target's item as we left it
   * @param now the source's item
   * @param there the target's item
   * @param sourceWins who wins a field that both changed differently
   */
  Merged merge(
      ObjectNode base, ObjectNode left, ObjectNode now, ObjectNode there, boolean sourceWins);

  /** Adds to and replaces in {@code there} what {@code now} has; removes nothing. */
  Merged enrich(ObjectNode now, ObjectNode there);

  /** What an item kept in the state looks like: media replaced by hash and size. */
  ObjectNode kept(ObjectNode item);

  /**
   * Whether both items certainly have the same bytes beside the part that is compared, so that they
   * need not be sent again.
   */
  default boolean isSameContent(ObjectNode one, ObjectNode other) {
    return false;
  }

  /** What identifies this item without its uid. */
  default Identity identity(ObjectNode item) {
    return identity(item, fingerprint(item));
  }

  /**
   * The same, where the item's fingerprint is known already.
   *
   * @param fingerprint of {@code item}, by these rules
   */
  Identity identity(ObjectNode item, Fingerprint fingerprint);

  /** What a user would call this item; never empty, may contain anything a user can write. */
  String title(ObjectNode item);

  /** The rules of a kind. */
  static Similarity of(Kind kind) {
    return of(kind, Set.of());
  }

  /**
   * The rules of a kind between stores that have members of their own.
   *
   * @param ignored names of members, and of vCard properties in lower case, that never make a
   *     difference
   */
  static Similarity of(Kind kind, Set<String> ignored) {
    return switch (kind) {
      case CONTACT -> ignored.isEmpty() ? ContactSimilarity.PLAIN : new ContactSimilarity(ignored);
      case EVENT ->
          ignored.isEmpty()
              ? EventSimilarity.EVENTS
              : new EventSimilarity(EventShape.EVENT, ignored);
      case TASK ->
          ignored.isEmpty() ? EventSimilarity.TASKS : new EventSimilarity(EventShape.TASK, ignored);
      case NOTE ->
          ignored.isEmpty() ? EventSimilarity.NOTES : new EventSimilarity(EventShape.NOTE, ignored);
      // A script is its name and its bytes.
      case FILE, SCRIPT -> FileSimilarity.PLAIN;
      case MESSAGE -> MessageSimilarity.PLAIN;
    };
  }

  /** The stable uid for an item that has none: the same for the same identity. */
  Uid mint(ObjectNode item);
}
