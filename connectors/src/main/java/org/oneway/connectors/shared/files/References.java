// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.util.Optional;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;

/**
 * How items are named. In a file of many: {@code uid:} and the uid, or {@code hash:} and a hash of
 * the content; a second one of the same is {@code uid#2:}. Where a format has several kinds, each
 * has a word of its own instead of {@code uid}. An item that has a file to itself is the file's
 * path; one of several in a file of a directory is path, {@code #}, and its name in the file.
 */
final class References {
  private static final int LONGEST_UID = 200;

  private References() {}

  /** Names the items of one file, in their order; forgets everything but hashes. */
  static final class InFile {
    private final Tally tally = new Tally();
    private final FileFormat format;

    InFile(FileFormat format) {
      this.format = format;
    }

    /** The name of the next item; empty where nothing can be said about which one it is. */
    Optional<String> next(Piece piece) {
      Optional<String> uid = piece.uid();
      if (uid.isEmpty() && piece.defect().isPresent()) {
        return Optional.empty();
      }
      String word = uid.isPresent() ? word(format.uidWord(piece.kind()), uid.get()) : "hash";
      String what = uid.map(u -> isLong(u) ? Hashes.of(u) : u).orElseGet(() -> piece.contentHash());
      int number = tally.count(word + ":" + what);
      return Optional.of(word + (number > 1 ? "#" + number : "") + ":" + what);
    }
  }

  /** The name of the first item with this key. */
  static String ofKey(Key key, FileFormat format) {
    String uid = key.uid().value();
    return word(format.uidWord(key.kind()), uid) + ":" + (isLong(uid) ? Hashes.of(uid) : uid);
  }

  private static String word(String uidWord, String uid) {
    return isLong(uid) ? "long-" + uidWord : uidWord;
  }

  private static boolean isLong(String uid) {
    return uid.length() > LONGEST_UID;
  }

  /** The reference of a file with one item. */
  static Reference ofFile(String path) {
    return new Reference(escape(path));
  }

  /** The reference of an item in a file with several. */
  static Reference ofItem(String path, String name) {
    return new Reference(escape(path) + "#" + name);
  }

  /** The path of the file, with {@code /} between its parts. */
  static String path(Reference reference) {
    String value = reference.value();
    int hash = value.indexOf('#');
    return (hash < 0 ? value : value.substring(0, hash)).replace("%23", "#").replace("%25", "%");
  }

  /** The name of the item in its file; empty where it has the file to itself. */
  static Optional<String> name(Reference reference) {
    int hash = reference.value().indexOf('#');
    return hash < 0 ? Optional.empty() : Optional.of(reference.value().substring(hash + 1));
  }

  private static String escape(String path) {
    return path.replace("%", "%25").replace("#", "%23");
  }
}
