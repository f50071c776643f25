// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.ItemAbout;
import org.oneway.engine.pdpa.ItemFile;
import org.oneway.engine.pdpa.Listing.Listed;
import org.oneway.engine.similar.Similarity;

/** An item of an archive, as its folder lists it. */
public final class ListedItem {
  private final ArchiveReader archive;
  private final Listed listed;

  /** An item of an open archive. */
  public ListedItem(ArchiveReader archive, Listed listed) {
    this.archive = archive;
    this.listed = listed;
  }

  /** What is compared of it: for a message, file or script, what its bytes do not say. */
  public Item item() throws IOException {
    if (listed.type().isBytes()) {
      ObjectNode json = ItemAbout.json(listed.about());
      listed.uid().ifPresent(uid -> json.put("uid", uid.value()));
      return new Item(listed.type().kind(), listed.uid(), json, Optional.<Instant>empty(), false);
    }
    List<ItemFile> files = new ArrayList<>();
    for (String path : listed.paths()) {
      files.addAll(ItemFile.read(path, archive.read(path), listed.type()));
    }
    return ItemFile.joined(files).get(0).item();
  }

  /** What a user would call it. */
  public String title() throws IOException {
    Item item = item();
    if (item.kind() == Kind.MESSAGE && !item.json().has("subject")) {
      // It has one, but in its bytes.
      return listed.path();
    }
    String title = Similarity.of(item.kind()).title(item.json());
    return title.isEmpty() ? listed.path() : title;
  }

  /** Whether both have the same bytes; what is JSON is compared by what it says instead. */
  boolean hasBytesOf(ListedItem other) throws IOException {
    return !listed.type().isBytes() || Arrays.equals(hash(), other.hash());
  }

  private byte[] hash() throws IOException {
    try (InputStream in = archive.stream(listed.path())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] part = new byte[1 << 16];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        digest.update(part, 0, read);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
