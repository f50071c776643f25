// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.oneway.engine.item.Kind;

/** What an archive holds in a directory of its own, as {@code dataset.datatypes} names it. */
public enum DataType {
  CONTACTS(Kind.CONTACT, "ContactCard", "addressBookIds", "AddressBook", "address-book.json"),
  /** Events. */
  CALENDARS(Kind.EVENT, "Event", "calendarIds", "Calendar", "calendar.json"),
  TASKS(Kind.TASK, "Task", "calendarIds", "Calendar", "calendar.json"),
  NOTES(Kind.NOTE, "Note", "calendarIds", "Calendar", "calendar.json"),
  /** Messages, each a file of its bytes. */
  MAIL(Kind.MESSAGE),
  /** Files, each its bytes. */
  FILES(Kind.FILE),
  /** Scripts that sort mail (RFC 5228), each its bytes. */
  SIEVE(Kind.SCRIPT);

  private final Kind kind;
  private final String itemType;
  private final String membership;
  private final String collectionType;
  private final String collectionFile;

  DataType(
      Kind kind, String itemType, String membership, String collectionType, String collectionFile) {
    this.kind = kind;
    this.itemType = itemType;
    this.membership = membership;
    this.collectionType = collectionType;
    this.collectionFile = collectionFile;
  }

  DataType(Kind kind) {
    this(kind, "", "", "", "");
  }

  /** The data type of items of this kind, if an archive has one. */
  public static Optional<DataType> of(Kind kind) {
    return Arrays.stream(values()).filter(type -> type.kind == kind).findFirst();
  }

  /** Of which kind its items are. */
  public Kind kind() {
    return kind;
  }

  /**
   * Whether an item's file is its bytes, and what else it says is in {@code folder.json}; else its
   * file is JSON and says everything.
   */
  public boolean isBytes() {
    return itemType.isEmpty();
  }

  /** The directory at the archive's root that holds its folders. */
  public String top() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether {@code word}, in capitals, names it: some write {@code CONTACT} or {@code EVENTS}. */
  boolean isMeantBy(String word) {
    return word.equals(name())
        || (word + "S").equals(name())
        || word.equals(kind.word().toUpperCase(Locale.ROOT))
        || word.equals(kind.name());
  }

  /** The {@code @type} of its items in a file. */
  String itemType() {
    return itemType;
  }

  /** The member in which an item names its collections. */
  String membership() {
    return membership;
  }

  /** The {@code @type} of the object that describes a folder. */
  String collectionType() {
    return collectionType;
  }

  /** The file of that object in our archives; others choose any. */
  String collectionFile() {
    return collectionFile;
  }
}
