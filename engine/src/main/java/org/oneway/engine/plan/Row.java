// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import static org.oneway.engine.plan.Row.Pairs.ADOPTED;
import static org.oneway.engine.plan.Row.Pairs.CREATED;
import static org.oneway.engine.plan.Row.Pairs.NONE;
import static org.oneway.engine.plan.Row.Pairs.OTHER;
import static org.oneway.engine.plan.Row.Source.CHANGED;
import static org.oneway.engine.plan.Row.Source.OLDER;
import static org.oneway.engine.plan.Row.Source.RELOCATED;
import static org.oneway.engine.plan.Row.Source.REMOVED;
import static org.oneway.engine.plan.Row.Source.SILENT;
import static org.oneway.engine.plan.Row.Source.UNCHANGED;
import static org.oneway.engine.plan.Row.Target.ABSENT;
import static org.oneway.engine.plan.Row.Target.AS_LEFT;
import static org.oneway.engine.plan.Row.Target.DIFFERS;
import static org.oneway.engine.plan.Row.Target.EDITED;
import static org.oneway.engine.plan.Row.Target.EDITED_IN_OTHER_FIELDS;
import static org.oneway.engine.plan.Row.Target.EDITED_IN_SAME_FIELDS;
import static org.oneway.engine.plan.Row.Target.GONE;
import static org.oneway.engine.plan.Row.Target.MOVED;
import static org.oneway.engine.plan.Row.Target.SAME;

import java.util.EnumSet;
import java.util.Set;

/**
 * The decision table: what follows from what the source says of an item, what is remembered of it,
 * and what is at the target. The first row that matches decides. "Same" means similar enough.
 */
public enum Row {
  // @formatter:off
  UNSAID(
      "broken, filtered out, or not named by a stream that broke off",
      of(SILENT),
      any(Pairs.class),
      any(Target.class),
      Verdict.NOTHING),
  REMOVED_UNKNOWN(
      "removed, and never ours", of(REMOVED), of(NONE, OTHER), any(Target.class), Verdict.NOTHING),
  REMOVED_CREATED(
      "removed at the source, as we left it",
      of(REMOVED),
      of(CREATED),
      of(SAME, AS_LEFT, MOVED),
      Verdict.DELETE),
  REMOVED_ADOPTED(
      "removed at the source, but it was at the target before us",
      of(REMOVED),
      of(ADOPTED),
      of(SAME, AS_LEFT, MOVED),
      Verdict.KEEP_AND_FORGET),
  REMOVED_EDITED(
      "removed at the source, but edited at the target",
      of(REMOVED),
      of(CREATED, ADOPTED),
      edited(),
      Verdict.KEEP_AND_FORGET),
  REMOVED_GONE(
      "removed on both sides", of(REMOVED), of(CREATED, ADOPTED), of(GONE), Verdict.FORGET),
  OWNED_BY_OTHER("another sync owns it", present(), of(OTHER), any(Target.class), Verdict.REPORT),
  ALREADY_SAME("both sides are the same", present(), any(Pairs.class), of(SAME), Verdict.REMEMBER),
  OLDER_THAN_SYNCED(
      "older than what was synced before",
      of(OLDER),
      of(CREATED, ADOPTED),
      any(Target.class),
      Verdict.REPORT),
  NEW("new at the source", present(), of(NONE), of(ABSENT), Verdict.CREATE),
  NEW_BUT_THERE(
      "new at the source, and another edition is at the target",
      present(),
      of(NONE),
      of(DIFFERS),
      Verdict.ENRICH),
  DELETED_THERE(
      "deleted at the target",
      of(UNCHANGED, CHANGED, RELOCATED),
      of(CREATED, ADOPTED),
      of(GONE),
      Verdict.REPORT_DELETED),
  IN_OTHER_FOLDER(
      "in another folder at the source",
      of(RELOCATED),
      of(CREATED, ADOPTED),
      there(),
      Verdict.MOVE),
  UNTOUCHED("unchanged", of(UNCHANGED), of(CREATED, ADOPTED), of(AS_LEFT), Verdict.REMEMBER),
  DRIFTED(
      "edited or moved at the target",
      of(UNCHANGED),
      of(CREATED, ADOPTED),
      editedOrMoved(),
      Verdict.REPORT_DRIFT),
  CHANGED_AT_SOURCE(
      "changed at the source",
      of(CHANGED),
      of(CREATED, ADOPTED),
      of(AS_LEFT, MOVED),
      Verdict.UPDATE),
  CHANGED_IN_OTHER_FIELDS(
      "changed on both sides, in other fields",
      of(CHANGED),
      of(CREATED, ADOPTED),
      of(EDITED, EDITED_IN_OTHER_FIELDS),
      Verdict.UPDATE),
  CHANGED_IN_SAME_FIELDS(
      "changed on both sides, in the same fields",
      of(CHANGED),
      of(CREATED, ADOPTED),
      of(EDITED_IN_SAME_FIELDS),
      Verdict.UPDATE);

  // @formatter:on

  /** What the source says of an item. */
  enum Source {
    /** Nothing that can be relied on. */
    SILENT,
    REMOVED,
    /** Older than what was synced, from a source that has no order of its own. */
    OLDER,
    /** In another folder than before; whether it also changed is asked after the move. */
    RELOCATED,
    /** As last synced, but for system fields. */
    UNCHANGED,
    /** Different from what was last synced; also: never synced. */
    CHANGED
  }

  /** What is remembered. */
  enum Pairs {
    NONE,
    /** Another sync's. */
    OTHER,
    CREATED,
    ADOPTED
  }

  /** What is at the target. */
  enum Target {
    /** Nothing that is this item, and there never was. */
    ABSENT,
    /** An unpaired edition of this item. */
    DIFFERS,
    /** Same as the source's item, in the right folder. */
    SAME,
    /** It was there. */
    GONE,
    AS_LEFT,
    /** As left, but in another folder. */
    MOVED,
    /** Edited; which fields has not been compared with the source's. */
    EDITED,
    EDITED_IN_OTHER_FIELDS,
    EDITED_IN_SAME_FIELDS
  }

  private final String words;

  // Unmodifiable copies, made in the constructor.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Source> sources;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Pairs> pairings;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Target> targets;

  private final Verdict verdict;

  Row(
      String words,
      Set<Source> sources,
      Set<Pairs> pairings,
      Set<Target> targets,
      Verdict verdict) {
    this.words = words;
    this.sources = Set.copyOf(sources);
    this.pairings = Set.copyOf(pairings);
    this.targets = Set.copyOf(targets);
    this.verdict = verdict;
  }

  /** In a user's words. */
  public String words() {
    return words;
  }

  /** What this row says under the user's policies; see {@link PolicyChoice} for the choices. */
  Verdict verdict() {
    return verdict;
  }

  boolean matches(Source source, Pairs pairing, Target target) {
    return sources.contains(source) && pairings.contains(pairing) && targets.contains(target);
  }

  /** The row that decides. */
  static Row of(Source source, Pairs pairing, Target target) {
    for (Row row : values()) {
      if (row.matches(source, pairing, target)) {
        return row;
      }
    }
    throw new IllegalStateException("no row for " + source + ", " + pairing + ", " + target);
  }

  @SafeVarargs
  private static <E extends Enum<E>> Set<E> of(E first, E... rest) {
    EnumSet<E> set = EnumSet.of(first);
    for (E one : rest) {
      set.add(one);
    }
    return set;
  }

  private static <E extends Enum<E>> Set<E> any(Class<E> type) {
    return EnumSet.allOf(type);
  }

  private static Set<Source> present() {
    return EnumSet.of(OLDER, RELOCATED, UNCHANGED, CHANGED);
  }

  private static Set<Target> edited() {
    return EnumSet.of(EDITED, EDITED_IN_OTHER_FIELDS, EDITED_IN_SAME_FIELDS);
  }

  private static Set<Target> editedOrMoved() {
    Set<Target> targets = edited();
    targets.add(MOVED);
    return targets;
  }

  private static Set<Target> there() {
    Set<Target> targets = editedOrMoved();
    targets.add(AS_LEFT);
    return targets;
  }
}
