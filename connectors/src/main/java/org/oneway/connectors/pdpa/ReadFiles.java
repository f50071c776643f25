// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.oneway.engine.item.Version;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.FileNames;
import org.oneway.engine.pdpa.ItemFile;
import org.oneway.engine.pdpa.Listing.Listed;

/**
 * The files of a listed item, read and not yet taken apart.
 *
 * @param item with the paths of those files that are there
 * @param files what they hold, in the order of the paths
 * @param version what the bytes are, so that it survives copying, and sees every edit by hand
 */
record ReadFiles(Listed item, List<byte[]> files, Version version) {
  ReadFiles {
    files = List.copyOf(files);
  }

  private ReadFiles(Listed item, List<byte[]> files) {
    this(item, files, version(files));
  }

  /**
   * Reads the files of an item.
   *
   * @param mayLack whether the item is what is left where somebody removed one of several files
   * @throws NoSuchFileException if one that is needed is not there
   */
  static ReadFiles of(Listed item, ItemStream.Files files, boolean mayLack) throws IOException {
    List<String> there = new ArrayList<>();
    List<byte[]> bytes = new ArrayList<>();
    for (String path : item.paths()) {
      try {
        bytes.add(files.read(path));
        there.add(path);
      } catch (NoSuchFileException e) {
        if (!mayLack) {
          throw e;
        }
      }
    }
    if (there.isEmpty()) {
      throw new NoSuchFileException(item.path());
    }
    return new ReadFiles(new Listed(item.type(), item.uid(), there), bytes);
  }

  static Version version(List<byte[]> files) {
    if (files.size() == 1) {
      return new Version(FileNames.hash(files.get(0)));
    }
    String all = String.join("\n", files.stream().map(FileNames::hash).sorted().toList());
    return new Version(FileNames.hash(all.getBytes(StandardCharsets.UTF_8)));
  }

  /** How many bytes they have. */
  int length() {
    return files.stream().mapToInt(file -> file.length).sum();
  }

  /** The same, each file as an item of its own. */
  List<ReadFiles> apart() {
    List<ReadFiles> all = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      all.add(new ReadFiles(item.apart().get(i), List.of(files.get(i))));
    }
    return all;
  }

  /** The objects in them; several files make one object where they are instances of one uid. */
  List<ItemFile> objects() throws ArchiveDamaged {
    List<ItemFile> objects = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      objects.addAll(ItemFile.read(item.paths().get(i), files.get(i), item.type()));
    }
    return files.size() > 1 ? ItemFile.joined(objects) : objects;
  }
}
