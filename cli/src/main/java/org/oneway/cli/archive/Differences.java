// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.pdpa.ArchiveFolder;
import org.oneway.engine.pdpa.ArchiveMetadata.Extent;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.Listing.Listed;
import org.oneway.engine.similar.FieldChange;
import org.oneway.engine.similar.Similarity;

/**
 * What one archive holds otherwise than another. Items are the same if folder, kind and uid are,
 * and equal if they are similar enough. Where a partial archive follows a full one, what it does
 * not speak of is unchanged. In memory is what one folder lists.
 */
public final class Differences {
  private final ArchiveReader before;
  private final ArchiveReader after;
  private final Listener listener;
  private final boolean isUpdate;

  /** Is told each difference, folder by folder. */
  public interface Listener {
    /** Only the second archive has it. */
    void added(String folder, ListedItem item) throws IOException;

    /**
     * Both have it, and it is another.
     *
     * @param changes none where only the bytes of a message or file differ
     */
    void changed(String folder, ListedItem item, List<FieldChange> changes) throws IOException;

    /** Only the first archive has it, or the second says that it was removed. */
    void removed(String folder, ListedItem item) throws IOException;
  }

  /** A comparison of two open archives. */
  public Differences(ArchiveReader before, ArchiveReader after, Listener listener) {
    this.before = before;
    this.after = after;
    this.listener = listener;
    this.isUpdate =
        before.metadata().extent() == Extent.FULL && after.metadata().extent() == Extent.PARTIAL;
  }

  /** Compares them. */
  public void tell() throws IOException {
    Map<String, ArchiveFolder> there = byName(before);
    Map<String, ArchiveFolder> here = byName(after);
    for (Map.Entry<String, ArchiveFolder> folder : here.entrySet()) {
      ArchiveFolder former = there.remove(folder.getKey());
      Set<Key> removed = Set.copyOf(after.listing(folder.getValue()).removed());
      compare(
          folder.getKey(),
          former == null ? Map.of() : items(before, former),
          items(after, folder.getValue()),
          item -> !isUpdate || item.key().filter(removed::contains).isPresent());
    }
    Set<String> removedFolders = after.metadata().removedFolders();
    for (Map.Entry<String, ArchiveFolder> gone : there.entrySet()) {
      if (!isUpdate || removedFolders.contains(gone.getKey())) {
        compare(gone.getKey(), items(before, gone.getValue()), Map.of(), item -> true);
      }
    }
  }

  private static Map<String, ArchiveFolder> byName(ArchiveReader archive) {
    Map<String, ArchiveFolder> folders = new LinkedHashMap<>();
    archive.folders().forEach(folder -> folders.put(folder.folder().name(), folder));
    return folders;
  }

  /** By key; several of one key are told apart by their number among equals. */
  private static Map<String, Listed> items(ArchiveReader archive, ArchiveFolder folder)
      throws IOException {
    Map<String, Listed> items = new LinkedHashMap<>();
    for (Listed listed : archive.listing(folder).items()) {
      String key = listed.type() + " " + listed.uid().map(uid -> uid.value()).orElse(listed.path());
      String unused = key;
      for (int copy = 2; items.putIfAbsent(unused, listed) != null; copy++) {
        unused = key + " " + copy;
      }
    }
    return items;
  }

  private void compare(
      String folder,
      Map<String, Listed> was,
      Map<String, Listed> is,
      Predicate<Listed> isGoneIfMissing)
      throws IOException {
    List<Listed> gone = new ArrayList<>();
    for (Map.Entry<String, Listed> entry : was.entrySet()) {
      if (!is.containsKey(entry.getKey()) && isGoneIfMissing.test(entry.getValue())) {
        gone.add(entry.getValue());
      }
    }
    for (Map.Entry<String, Listed> entry : is.entrySet()) {
      ListedItem now = new ListedItem(after, entry.getValue());
      Listed former = was.get(entry.getKey());
      if (former == null) {
        listener.added(folder, now);
      } else {
        compare(folder, new ListedItem(before, former), now);
      }
    }
    for (Listed listed : gone) {
      listener.removed(folder, new ListedItem(before, listed));
    }
  }

  private void compare(String folder, ListedItem was, ListedItem is) throws IOException {
    Item former = was.item();
    Item now = is.item();
    List<FieldChange> changes = Similarity.of(now.kind()).changes(former.json(), now.json());
    if (!changes.isEmpty() || !is.hasBytesOf(was)) {
      listener.changed(folder, is, changes);
    }
  }
}
