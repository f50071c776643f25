// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Capabilities.Condition;
import org.oneway.engine.store.Capabilities.UidUniqueIn;

/**
 * What a {@link FakeStore} is like. The five named ones are modelled on what exists; tests vary
 * them.
 *
 * @param references how items are named
 * @param has everything else
 * @param batchSize how many writes one call takes
 * @param parallelism how many calls may be under way at once
 */
public record Traits(References references, Set<Trait> has, int batchSize, int parallelism) {
  /** How a store names its items. */
  public enum References {
    /** By an id of the store's own, which an item keeps wherever it goes (JMAP). */
    OPAQUE,
    /** By folder and a number that the store gives, and may give anew for a whole folder (IMAP). */
    NUMBERED,
    /** By folder and a name that who creates the item derives from its uid (WebDAV, files). */
    CHOSEN,
    /** By folder and uid, or where there is no uid by the content (many cards in one file). */
    BY_CONTENT
  }

  /** An address book on a WebDAV server. */
  public static final Traits DAV =
      of(
          References.CHOSEN,
          Trait.CHECKPOINTS,
          Trait.INCREMENTAL,
          Trait.VERSIONS,
          Trait.SKIPS_KNOWN,
          Trait.CONDITIONAL,
          Trait.TELLS_VERSIONS,
          Trait.UPDATED,
          Trait.IDENTITY);

  /** A JMAP account. */
  public static final Traits JMAP =
      of(
          References.OPAQUE,
          Trait.CHECKPOINTS,
          Trait.INCREMENTAL,
          Trait.ACCOUNT_SCOPE,
          Trait.UNIQUE_IN_ACCOUNT,
          Trait.MANY_FOLDERS,
          Trait.MOVES,
          Trait.UPDATED,
          Trait.IDENTITY,
          Trait.PROVES_OWN_WRITES);

  /** An IMAP account. */
  public static final Traits IMAP =
      of(
          References.NUMBERED,
          Trait.CHECKPOINTS,
          Trait.INCREMENTAL,
          Trait.VERSIONS,
          Trait.SKIPS_KNOWN,
          Trait.FOLDERS_ARE_NAMES,
          Trait.MOVES);

  /** Folders with one file for each card. */
  public static final Traits FILES =
      of(
          References.CHOSEN,
          Trait.VERSIONS,
          Trait.SKIPS_KNOWN,
          Trait.FOLDERS_ARE_NAMES,
          Trait.FILE_TIMES);

  /** Files of many cards, each a folder. */
  public static final Traits CARD_FILE =
      of(
          References.BY_CONTENT,
          Trait.CHECKPOINTS,
          Trait.FILE_VERSIONS,
          Trait.SKIPS_KNOWN,
          Trait.FOLDERS_ARE_NAMES,
          Trait.TELLS_IN_SETTLE,
          Trait.FILE_TIMES);

  /** The five named ones. */
  public static final List<Traits> NAMED = List.of(DAV, JMAP, IMAP, FILES, CARD_FILE);

  public Traits {
    has = Set.copyOf(has);
    require(
        has.contains(Trait.ACCOUNT_SCOPE) || references != References.OPAQUE,
        "an id that does not tell its folder needs a scope that speaks of all");
    require(
        references != References.OPAQUE || !has.contains(Trait.FOLDERS_ARE_NAMES),
        "who has ids for items has ids for folders");
    require(
        references == References.OPAQUE || !has.contains(Trait.MANY_FOLDERS),
        "a reference that tells one folder cannot stand for several");
    require(
        has.contains(Trait.CHECKPOINTS) || !has.contains(Trait.INCREMENTAL),
        "who tells what changed since a checkpoint has checkpoints");
    require(
        has.contains(Trait.MOVES) || !has.contains(Trait.UNIQUE_IN_ACCOUNT),
        "where a uid occurs once, a copy cannot be made before the old one is gone");
    require(
        references != References.BY_CONTENT || !has.contains(Trait.INCREMENTAL),
        "a name that the content makes cannot tell what went");
  }

  private static void require(boolean holds, String why) {
    if (!holds) {
      throw new IllegalArgumentException(why);
    }
  }

  /** These references and traits, writing one item at a time. */
  public static Traits of(References references, Trait... has) {
    return new Traits(references, Set.of(has), 1, 1);
  }

  /** Whether it has {@code trait}. */
  public boolean has(Trait trait) {
    return has.contains(trait);
  }

  /** These and more. */
  public Traits with(Trait... more) {
    return new Traits(references, all(Stream.of(more), has), batchSize, parallelism);
  }

  /** These without some. */
  public Traits without(Trait... some) {
    EnumSet<Trait> rest = all(Stream.empty(), has);
    rest.removeAll(List.of(some));
    return new Traits(references, rest, batchSize, parallelism);
  }

  /** These with that many writes in a call, and that many calls at once. */
  public Traits inBatches(int size, int atOnce) {
    return new Traits(references, has, size, atOnce);
  }

  private static EnumSet<Trait> all(Stream<Trait> some, Collection<Trait> others) {
    EnumSet<Trait> set = EnumSet.noneOf(Trait.class);
    set.addAll(others);
    some.forEach(set::add);
    return set;
  }

  /** What a target with these traits says of itself. */
  public Capabilities capabilities() {
    return new Capabilities(
        has(Trait.UNIQUE_IN_ACCOUNT) ? UidUniqueIn.ACCOUNT : UidUniqueIn.FOLDER,
        has(Trait.MANY_FOLDERS),
        has(Trait.CONDITIONAL) ? Condition.ITEM : Condition.NONE,
        has(Trait.MOVES),
        has(Trait.REWRITES),
        batchSize,
        parallelism);
  }

  @Override
  public String toString() {
    return references + " " + all(Stream.empty(), has) + " " + batchSize + "x" + parallelism;
  }
}
