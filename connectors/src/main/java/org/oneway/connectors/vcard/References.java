// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.util.Optional;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Reference;

/**
 * How cards are named. In a file of many cards: {@code uid:} and the uid, or {@code hash:} and a
 * hash of the content; a second one of the same is {@code uid#2:}. A card that has a file to itself
 * is the file's path; one of several in a file of a directory is path, {@code #}, and its name in
 * the file.
 */
final class References {
  private static final int LONGEST_UID = 200;

  private References() {}

  /** Names the cards of one file, in their order; forgets everything but hashes. */
  static final class InFile {
    private final Tally tally = new Tally();

    /** The name of the next card; empty where nothing can be said about which one it is. */
    Optional<String> next(RawCard card) {
      Optional<String> uid = card.uid();
      if (uid.isEmpty() && card.defect().isPresent()) {
        return Optional.empty();
      }
      String kind = uid.isPresent() ? kind(uid.get()) : "hash";
      String what =
          uid.map(u -> isLong(u) ? Hashes.of(u) : u).orElseGet(() -> Hashes.ofContent(card));
      int number = tally.count(kind + ":" + what);
      return Optional.of(kind + (number > 1 ? "#" + number : "") + ":" + what);
    }
  }

  /** The name of the first card with this uid. */
  static String ofUid(String uid) {
    return kind(uid) + ":" + (isLong(uid) ? Hashes.of(uid) : uid);
  }

  private static String kind(String uid) {
    return isLong(uid) ? "long-uid" : "uid";
  }

  private static boolean isLong(String uid) {
    return uid.length() > LONGEST_UID;
  }

  /** The reference of a file with one card. */
  static Reference ofFile(String path) {
    return new Reference(escape(path));
  }

  /** The reference of a card in a file with several. */
  static Reference ofCard(String path, String name) {
    return new Reference(escape(path) + "#" + name);
  }

  /** The path of the file, with {@code /} between its parts. */
  static String path(Reference reference) {
    String value = reference.value();
    int hash = value.indexOf('#');
    return (hash < 0 ? value : value.substring(0, hash)).replace("%23", "#").replace("%25", "%");
  }

  /** The name of the card in its file; empty where it has the file to itself. */
  static Optional<String> name(Reference reference) {
    int hash = reference.value().indexOf('#');
    return hash < 0 ? Optional.empty() : Optional.of(reference.value().substring(hash + 1));
  }

  private static String escape(String path) {
    return path.replace("%", "%25").replace("#", "%23");
  }
}
