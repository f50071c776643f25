// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Uid;

/** The rules for events, tasks (JSCalendar, RFC 8984) and notes, see {@link Rule}. */
final class EventSimilarity implements Similarity {
  /** Where no store has members of its own. */
  static final EventSimilarity EVENTS = new EventSimilarity(EventShape.EVENT, Set.of());

  static final EventSimilarity TASKS = new EventSimilarity(EventShape.TASK, Set.of());
  static final EventSimilarity NOTES = new EventSimilarity(EventShape.NOTE, Set.of());

  private static final int RULES = 1;
  private static final int FINGERPRINT_BYTES = 16;

  private final Shape root;
  private final Set<String> ignored;
  private final Canonical canonical;

  /**
   * @param root the shape of an item of this kind
   * @param ignored members and properties that are a store's own and never make a difference
   */
  EventSimilarity(Shape root, Set<String> ignored) {
    this.root = root;
    this.ignored = Set.copyOf(ignored);
    this.canonical = new Canonical(root, EnumSet.allOf(Rule.class), this.ignored);
  }

  @Override
  public int rules() {
    return RULES;
  }

  @Override
  public ObjectNode canonical(ObjectNode item) {
    return form(item, canonical);
  }

  private static ObjectNode form(ObjectNode item, Canonical canonical) {
    if (!Instances.are(item) || !canonical.applies(Rule.INSTANCE_ORDER)) {
      return EventForm.of(canonical, item);
    }
    ArrayNode instances = Canonical.NODES.arrayNode();
    Instances.of(canonical, item)
        .values()
        .forEach(one -> instances.add(EventForm.of(canonical, one)));
    return Canonical.NODES.objectNode().set(Instances.MEMBER, instances);
  }

  @Override
  public Fingerprint fingerprint(ObjectNode item) {
    byte[] hash = Hashes.sha256(CanonicalText.of(canonical(item)));
    return new Fingerprint(RULES, HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES));
  }

  @Override
  public List<FieldChange> changes(ObjectNode before, ObjectNode after) {
    if (before.equals(after)) {
      return List.of();
    }
    return areInstances(before, after)
        ? InstanceMerge.changes(canonical, before, after)
        : EventMerge.changes(canonical, before, after);
  }

  @Override
  public List<String> reasons(ObjectNode one, ObjectNode other) {
    return new Reasons(root, ignored, EventSimilarity::form).between(one, other);
  }

  @Override
  public Merged merge(
      ObjectNode base, ObjectNode left, ObjectNode now, ObjectNode there, boolean sourceWins) {
    return areInstances(base, left, now, there)
        ? InstanceMerge.merge(canonical, base, left, now, there, sourceWins)
        : EventMerge.merge(canonical, base, left, now, there, sourceWins);
  }

  @Override
  public Merged enrich(ObjectNode now, ObjectNode there) {
    return areInstances(now, there)
        ? InstanceMerge.enrich(canonical, now, there)
        : EventMerge.enrich(canonical, now, there);
  }

  private static boolean areInstances(ObjectNode... items) {
    return Arrays.stream(items).anyMatch(Instances::are);
  }

  @Override
  public ObjectNode kept(ObjectNode item) {
    return Media.kept(item);
  }

  @Override
  public Identity identity(ObjectNode item, Fingerprint fingerprint) {
    return new EventIdentity(item).identity(fingerprint);
  }

  @Override
  public Uid mint(ObjectNode item) {
    return new EventIdentity(item).uid(() -> fingerprint(item));
  }

  @Override
  public String title(ObjectNode item) {
    return EventTitle.of(item);
  }
}
