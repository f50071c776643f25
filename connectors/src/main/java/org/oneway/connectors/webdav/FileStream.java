// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.oneway.connectors.shared.dav.Href;
import org.oneway.connectors.shared.dav.Threads;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.store.StoreException;

/**
 * Tells what is in a tree: files whose version is known without reading them, the others read,
 * several at once.
 */
final class FileStream implements ChangeStream {
  /** Deeper, a tree goes round in circles. */
  private static final int DEEPEST = 100;

  /** So many files in a row that cannot be read are no accident. */
  private static final int PATIENCE = 20;

  private final Tree tree;
  private final FileReader reader;
  private final Directories directories;
  private final Threads threads;
  private final int atOnce;
  private final Known known;
  private final Deque<Href> toList = new ArrayDeque<>();
  private final Deque<Listing> listings = new ArrayDeque<>();
  private final Deque<Resource> toRead = new ArrayDeque<>();
  private final Deque<Reading> readings = new ArrayDeque<>();
  private final Deque<Change> told = new ArrayDeque<>();
  private int unattributed;
  private int unreadable;
  private boolean hasEnded;

  private record Listing(Href directory, Future<Tree.Listed> listed) {}

  private record Reading(Resource resource, Future<FileReader.Read> read) {}

  FileStream(
      Tree tree,
      FileReader reader,
      Directories directories,
      Threads threads,
      int atOnce,
      Known known) {
    this.tree = tree;
    this.reader = reader;
    this.directories = directories;
    this.threads = threads;
    this.atOnce = atOnce;
    this.known = known;
    toList.add(tree.root().href());
  }

  @Override
  public Optional<Change> next() throws StoreException {
    while (told.isEmpty()) {
      beginMore();
      if (!readings.isEmpty() && (readings.size() >= atOnce || listings.isEmpty())) {
        take(readings.remove());
      } else if (!listings.isEmpty()) {
        take(listings.remove());
      } else {
        hasEnded = true;
        return Optional.empty();
      }
    }
    return Optional.of(told.remove());
  }

  private void beginMore() {
    while (listings.size() < atOnce && !toList.isEmpty()) {
      Href directory = toList.remove();
      listings.add(new Listing(directory, threads.begin(() -> tree.list(directory))));
    }
    while (readings.size() < atOnce && !toRead.isEmpty()) {
      Resource resource = toRead.remove();
      readings.add(new Reading(resource, threads.begin(() -> reader.read(resource))));
    }
  }

  private void take(Listing listing) throws StoreException {
    Tree.Listed listed = Threads.result(listing.listed);
    if (listed.failure().isPresent()) {
      String path = tree.root().pathOf(listing.directory).orElse("");
      strange(path + "/", "this directory cannot be listed: " + listed.failure().get());
      return;
    }
    directories.isThere(listing.directory);
    listed.strange().forEach(one -> strange(one.name(), one.why()));
    List<Resource> files = new ArrayList<>();
    for (Resource resource : listed.resources()) {
      if (!resource.isDirectory()) {
        files.add(resource);
      } else if (resource.path().split("/", -1).length > DEEPEST) {
        strange(resource.path(), "it lies deeper than " + DEEPEST + " directories");
      } else {
        toList.add(resource.href());
      }
    }
    lookUp(files);
  }

  private void lookUp(List<Resource> files) {
    Map<Reference, Known.Seen> seen = known.of(files.stream().map(Resource::reference).toList());
    for (Resource file : files) {
      Optional<Known.Seen> before = Optional.ofNullable(seen.get(file.reference()));
      boolean isAsBefore =
          file.version().isPresent() && before.flatMap(Known.Seen::version).equals(file.version());
      if (isAsBefore) {
        told.add(new Change.Present(file.reference()));
      } else {
        toRead.add(file);
      }
    }
  }

  private void take(Reading reading) throws StoreException {
    Resource resource = reading.resource;
    FileReader.Read read = Threads.result(reading.read);
    if (read.file().isPresent()) {
      unreadable = 0;
      told.add(reader.upsert(resource, read.file().get(), tree.root().folder().id()));
      return;
    }
    String why = read.failure().orElse("the server lists it, and it is not there when it is read");
    if (++unreadable >= PATIENCE) {
      throw new StoreException.Unavailable(
          "Nothing can be read from %s: %s".formatted(tree.root().href(), why),
          "Try again later",
          Optional.empty());
    }
    told.add(broken(resource, why));
  }

  static Change.Broken broken(Resource resource, String why) {
    return new Change.Broken(
        Optional.of(resource.reference()),
        Optional.of(new Key(Kind.FILE, new Uid(resource.path()))),
        resource.path(),
        Finding.broken(resource.path(), why));
  }

  /** Something is there of which nobody can say which files it is. */
  private void strange(String name, String why) {
    unattributed++;
    told.add(
        new Change.Broken(Optional.empty(), Optional.empty(), name, Finding.broken(name, why)));
  }

  @Override
  public Ending ending() {
    if (!hasEnded) {
      throw new IllegalStateException("the tree was not read to its end");
    }
    return new Ending(Coverage.COMPLETE, Checkpoint.NONE, unattributed);
  }

  @Override
  public void close() {
    listings.forEach(listing -> listing.listed.cancel(true));
    readings.forEach(reading -> reading.read.cancel(true));
    listings.clear();
    readings.clear();
    toList.clear();
    toRead.clear();
  }
}
