// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.container.Container;

/**
 * Archives that build on one another, in their order. What their files are called does not matter.
 */
public final class ArchiveChain {
  private final String id;
  private final List<Link> links;

  private ArchiveChain(String id, List<Link> links) {
    this.id = id;
    this.links = List.copyOf(links);
  }

  /** An archive of a chain. */
  public record Link(Path path, ArchiveMetadata metadata) {
    /** Its place. */
    public Chain chain() {
      return metadata.chain().orElseThrow();
    }

    /** When it was made. */
    public Instant time() {
      return metadata.timestamp().orElse(Instant.MAX);
    }
  }

  /**
   * The chains of the archives in a directory, by their ids, or that of a single archive.
   *
   * @throws NoSuchFileException if there is nothing
   * @throws ArchiveDamaged if what one of them says of itself cannot be read
   */
  public static Map<String, ArchiveChain> in(Path place) throws IOException {
    Map<String, List<Link>> found = new TreeMap<>();
    for (Path path : archives(place)) {
      try (ArchiveReader reader = ArchiveReader.open(path)) {
        Optional<Chain> chain = reader.metadata().chain();
        if (chain.isPresent()) {
          found
              .computeIfAbsent(chain.get().id(), c -> new ArrayList<>())
              .add(new Link(path, reader.metadata()));
        }
      } catch (ArchiveDamaged e) {
        throw in(path, e);
      }
    }
    Map<String, ArchiveChain> chains = new TreeMap<>();
    for (Map.Entry<String, List<Link>> chain : found.entrySet()) {
      chain.getValue().sort(Comparator.comparingLong(link -> link.chain().sequence()));
      chains.put(chain.getKey(), new ArchiveChain(chain.getKey(), distinct(chain.getValue())));
    }
    return chains;
  }

  private static List<Path> archives(Path place) throws IOException {
    if (!Files.isDirectory(place) || ArchiveReader.isArchive(place)) {
      if (!Files.exists(place)) {
        throw new NoSuchFileException(place.toString());
      }
      return List.of(place);
    }
    try (Stream<Path> entries = Files.list(place)) {
      return entries
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .filter(
              path ->
                  Files.isDirectory(path)
                      ? ArchiveReader.isArchive(path)
                      : !Container.endingOf(path.getFileName().toString()).isEmpty())
          .sorted()
          .toList();
    }
  }

  /** Copies of one archive are one; two archives cannot have one place. */
  private static List<Link> distinct(List<Link> sorted) throws ArchiveDamaged {
    List<Link> all = new ArrayList<>();
    for (Link link : sorted) {
      Optional<Link> before =
          all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
      if (before.filter(b -> b.chain().sequence() == link.chain().sequence()).isEmpty()) {
        all.add(link);
      } else if (!before.get().metadata().id().equals(link.metadata().id())) {
        throw ArchiveDamaged.altered(
            name(link.path()),
            "is archive "
                + link.chain().sequence()
                + " of its chain, and so is another one, "
                + name(before.get().path()));
      }
    }
    return all;
  }

  /** The same failure, with the name of the archive. */
  static ArchiveDamaged in(Path archive, ArchiveDamaged damaged) {
    String place = name(archive) + "/" + damaged.place();
    return damaged.place().startsWith(archive.toString())
        ? damaged
        : ArchiveDamaged.altered(place, damaged.reason());
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** What all its archives name as their chain. */
  public String id() {
    return id;
  }

  /** What a user calls its last archive, and so all of it. */
  public String name() {
    String name = links.get(links.size() - 1).metadata().name();
    return name.isEmpty() ? id : name;
  }

  /** All archives that are there, in their order. */
  public List<Link> links() {
    return links;
  }

  /** The archive made last by that time; empty if all are younger. */
  public Optional<Link> at(Instant time) {
    return links.stream().filter(link -> !link.time().isAfter(time)).reduce((a, b) -> b);
  }

  /** The archive that a run made. */
  public Optional<Link> of(String run) {
    return links.stream()
        .filter(link -> link.metadata().run().equals(Optional.of(run)))
        .reduce((a, b) -> b);
  }

  /**
   * The archives that come to the moment of {@code last}: one that holds everything, and all that
   * follow.
   *
   * @throws ArchiveDamaged if one is missing, or does not follow the one before
   */
  public List<Link> upTo(Link last) throws ArchiveDamaged {
    List<Link> needed = new ArrayList<>();
    for (Link link : links) {
      if (link.chain().sequence() <= last.chain().sequence()) {
        if (link.chain().isBase()) {
          needed.clear();
        }
        needed.add(link);
      }
    }
    if (!needed.get(0).chain().isBase()) {
      throw ArchiveDamaged.altered(
          name(needed.get(0).path()),
          "holds only changes, and the archive of everything that they build on is missing");
    }
    for (int i = 1; i < needed.size(); i++) {
      follows(needed.get(i - 1), needed.get(i));
    }
    return needed;
  }

  private static void follows(Link before, Link link) throws ArchiveDamaged {
    long expected = before.chain().sequence() + 1;
    if (link.chain().sequence() != expected) {
      throw ArchiveDamaged.altered(
          name(link.path()),
          "is archive "
              + link.chain().sequence()
              + " of its chain, and archive "
              + expected
              + " is missing");
    }
    if (!link.chain().previous().equals(Optional.of(before.metadata().id()))) {
      throw ArchiveDamaged.altered(
          name(link.path()),
          "does not follow "
              + name(before.path())
              + ", though its number does: one of both is of another order");
    }
  }
}
