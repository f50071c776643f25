// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.maildir.Listing.Entry;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Traffic;

/** Reads messages from their files. */
final class MessageReader {
  /** What is smaller is read from disk once, and held until its target has it. */
  private static final int SMALL = 1 << 18;

  private final Traffic traffic;

  MessageReader(Traffic traffic) {
    this.traffic = traffic;
  }

  /** The version of a message with these keywords: its flags are all that ever changes. */
  static Version version(Set<String> keywords) {
    return new Version("flags " + String.join(" ", keywords));
  }

  /** The item in a file, whose time is when the message arrived. */
  Item item(Path file, Set<String> keywords) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return item(in, file, keywords);
    }
  }

  private Item item(InputStream in, Path file, Set<String> keywords) throws IOException {
    Scan scan = Scan.of(in);
    traffic.read();
    traffic.bytesRead(scan.bytes());
    traffic.item();
    Instant received = Files.getLastModifiedTime(file).toInstant();
    return MessageItem.of(scan, keywords, Optional.of(received));
  }

  /**
   * What is in a file; it keeps the key that it is known by.
   *
   * @throws java.nio.file.NoSuchFileException if it is not there any more, under this name
   */
  Change read(FolderId folder, Entry entry, Keywords names, Optional<Known.Seen> seen)
      throws IOException {
    Reference reference = Layout.reference(folder, entry.name().unique());
    Path file = entry.file();
    Set<String> keywords = names.named(entry.name().letters());
    if (!Files.isRegularFile(file) && Files.exists(file)) {
      return broken(reference, seen, entry, "is no file");
    }
    boolean isSmall = Files.size(file) <= SMALL;
    Item item;
    Content content;
    if (isSmall) {
      byte[] bytes = Files.readAllBytes(file);
      item = item(new ByteArrayInputStream(bytes), file, keywords);
      content = () -> new ByteArrayInputStream(bytes);
    } else {
      item = item(file, keywords);
      content = () -> Files.newInputStream(file);
    }
    return new Change.Upsert(
        reference,
        Optional.of(version(keywords)),
        Set.of(folder),
        seen.map(known -> item.withUid(known.key().uid())).orElse(item),
        Optional.of(content),
        List.of());
  }

  /** The bytes of a file, which are counted when they are opened. */
  Content content(Path file) {
    return () -> {
      InputStream in = Files.newInputStream(file);
      traffic.read();
      traffic.bytesRead(Files.size(file));
      return in;
    };
  }

  static Change broken(Reference reference, Optional<Known.Seen> seen, Entry entry, String reason) {
    return new Change.Broken(
        Optional.of(reference),
        seen.map(Known.Seen::key),
        entry.fileName(),
        Finding.broken(entry.fileName(), reason));
  }
}
