// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Write;

/** How files of one format are cut into items, and how items are written. Without state. */
public interface FileFormat {
  /** What the names of such files end in, in lower case with the dot: {@code .vcf}. */
  String ending();

  /** What messages call things. */
  Words words();

  /** Whether items of this kind can be in such a file. */
  boolean holds(Kind kind);

  /** What stands before the uid in the name of an item of this kind; another for each kind. */
  String uidWord(Kind kind);

  /**
   * Begins to read a file.
   *
   * @param in all its bytes; is read to its end before {@link Pieces#next} says that there are no
   *     more, and closed with what is returned
   * @param bytes the same file, for who has to go back; closed with {@code in}
   * @param title what findings call it
   * @param size about so many bytes
   */
  Pieces read(InputStream in, FileChannel bytes, String title, long size) throws IOException;

  /**
   * What is known of a folder.
   *
   * @param at its file or directory, which is there
   */
  default Folder described(Folder folder, Path at) throws IOException {
    return folder;
  }

  /** A new item. */
  Made make(Item item);

  /** What a new item means in a file that has others; empty where that depends on the file. */
  default Optional<Item> heldAmongOthers(Made made) {
    return made.held();
  }

  /** What {@code piece} becomes when it says what {@code item} says; it keeps its uid. */
  Made successor(Item item, Piece piece);

  /** An item as it once lay in its file, or what is known of it where its bytes were not kept. */
  Made again(Write.Restore write);

  /** A file with these items and no other. */
  byte[] file(List<Made> items);

  /**
   * What messages call things.
   *
   * @param one an item of a file: {@code card}
   * @param many several of them
   * @param written what an item is once it is written: {@code a vCard}
   * @param file what such a file is: {@code a file of vCards}
   */
  record Words(String one, String many, String written, String file) {}
}
