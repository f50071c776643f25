// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.backup.ArchiveChain.Link;
import org.oneway.engine.backup.ChainMerge;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Mailbox;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.ArchiveFolder;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveMetadata.Extent;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.ItemAbout;
import org.oneway.engine.pdpa.Listing.Listed;

/**
 * Makes one archive of several: the volumes of one, the parts of a chain, or of different stores.
 */
public final class Repacking {
  private final List<Link> archives;
  private final ArchiveMetadata metadata;

  private Repacking(List<Link> archives, ArchiveMetadata metadata) {
    this.archives = List.copyOf(archives);
    this.metadata = metadata;
  }

  /** Archives cannot be made one; the message says why, without a final full stop. */
  public static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String reason) {
      super(reason);
    }
  }

  /** What a single archive comes to: itself, or, of another program's, the same as one of ours. */
  public static Repacking of(Path archive, String name, String generator, Instant now)
      throws IOException {
    Link link = link(archive);
    ArchiveMetadata metadata = link.metadata();
    return new Repacking(
        List.of(link),
        metadata.chain().isPresent()
            ? metadata
            : metadata.copied(newId(), newChain(), name, now, generator));
  }

  /**
   * What several archives come to. Those of one chain are put in their order; those of different
   * stores are taken as they are given, a later one before an earlier one.
   *
   * @param name what the new archive is called, where it is another one than those
   * @throws Unfit if one of them is missing
   */
  public static Repacking of(List<Path> archives, String name, String generator, Instant now)
      throws IOException, Unfit {
    List<Link> links = new ArrayList<>();
    for (Path archive : archives) {
      links.add(link(archive));
    }
    Set<Optional<String>> chains = new HashSet<>();
    links.forEach(link -> chains.add(link.metadata().chain().map(Chain::id)));
    if (links.stream().allMatch(link -> link.metadata().volume().isPresent())
        && chains.size() == 1) {
      return ofVolumes(links);
    }
    if (chains.size() == 1 && links.get(0).metadata().chain().isPresent()) {
      return ofChain(links);
    }
    boolean isWhole = links.stream().allMatch(link -> link.metadata().extent() == Extent.FULL);
    return new Repacking(
        links,
        ArchiveMetadata.of(
            newId(),
            name,
            now,
            generator,
            isWhole ? Extent.FULL : Extent.PARTIAL,
            List.of(),
            new Chain(newChain(), 1, Optional.empty())));
  }

  private static String newId() {
    return "urn:uuid:" + UUID.randomUUID();
  }

  private static String newChain() {
    return UUID.randomUUID().toString();
  }

  private static Repacking ofVolumes(List<Link> links) throws Unfit {
    links.sort(Comparator.comparingInt(link -> link.metadata().volume().orElseThrow()));
    for (int i = 0; i < links.size(); i++) {
      ArchiveMetadata metadata = links.get(i).metadata();
      boolean isNext = metadata.volume().orElseThrow() == i + 1;
      if (!isNext || metadata.isLastVolume() != (i == links.size() - 1)) {
        throw new Unfit("volume " + (isNext ? i + 2 : i + 1) + " is missing");
      }
      if (links.get(i).chain().sequence() != links.get(0).chain().sequence()) {
        throw new Unfit(links.get(i).path() + " is a volume of another archive");
      }
    }
    Extent extent =
        links.get(links.size() - 1).metadata().extentOfAllVolumes().orElse(Extent.PARTIAL);
    return new Repacking(links, links.get(0).metadata().ofAllVolumes(extent));
  }

  private static Repacking ofChain(List<Link> links) throws Unfit {
    links.sort(Comparator.comparingLong(link -> link.chain().sequence()));
    List<Link> needed = new ArrayList<>();
    for (Link link : links) {
      if (link.chain().isBase()) {
        needed.clear();
      }
      needed.add(link);
    }
    if (!needed.get(0).chain().isBase()) {
      throw new Unfit("the archive of everything that the others build on is missing");
    }
    for (int i = 1; i < needed.size(); i++) {
      Optional<String> previous = needed.get(i).chain().previous();
      if (!previous.equals(Optional.of(needed.get(i - 1).metadata().id()))) {
        throw new Unfit(
            "the archive between "
                + needed.get(i - 1).path()
                + " and "
                + needed.get(i).path()
                + " is missing");
      }
    }
    ArchiveMetadata last = needed.get(needed.size() - 1).metadata();
    return new Repacking(needed, last.asBase(needed.get(0).metadata().extent()));
  }

  private static Link link(Path archive) throws IOException {
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      return new Link(archive, reader.metadata());
    }
  }

  /** What the new archive says of itself. */
  public ArchiveMetadata metadata() {
    return metadata;
  }

  /**
   * Writes all items, and finishes the archive.
   *
   * @return how many items
   */
  public long into(ArchiveWriter writer) throws IOException {
    long items;
    try (ChainMerge merge = new ChainMerge(archives, Repacking::unnamed)) {
      items = merge.into(writer);
    }
    boolean isPart = metadata.extent() == Extent.PARTIAL;
    for (Link link : archives) {
      try (ArchiveReader reader = ArchiveReader.open(link.path())) {
        for (ArchiveFolder folder : reader.folders()) {
          about(reader, folder, writer, isPart);
        }
        if (isPart) {
          reader.metadata().removedFolders().forEach(writer::removed);
        }
      }
    }
    writer.finish();
    return items;
  }

  /** As reading the archive gives it, so that its copy is the same message to an import. */
  private static Item unnamed(Listed listed, InputStream bytes) throws IOException {
    ObjectNode about = ItemAbout.json(listed.about());
    if (listed.type() != DataType.MAIL) {
      String name = listed.path().substring(listed.path().lastIndexOf('/') + 1);
      return new Item(
              listed.type().kind(), Optional.empty(), about, Optional.<Instant>empty(), false)
          .withUid(new Uid(name));
    }
    Scan scan = Scan.of(bytes);
    Item message = MessageItem.of(scan, Set.of(), MessageItem.sent(scan.headers()));
    message.json().setAll(about);
    return message;
  }

  /** What a folder says that is no item. */
  private static void about(
      ArchiveReader reader, ArchiveFolder folder, ArchiveWriter writer, boolean isPart)
      throws IOException {
    FolderId id = folder.folder().id();
    Mailbox mailbox = reader.mailbox(folder);
    if (!mailbox.equals(Mailbox.UNKNOWN)) {
      writer.mailbox(id, mailbox);
    }
    if (isPart) {
      for (Key key : reader.listing(folder).removed()) {
        writer.removed(id, key);
      }
    }
  }
}
