// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.oneway.connectors.shared.dav.DavClient;
import org.oneway.connectors.shared.dav.DavRequest;
import org.oneway.connectors.shared.dav.Href;
import org.oneway.connectors.shared.dav.Problem;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;

/** Sends the bytes of a file to its place, and finds out what arrived. */
final class Arrival {
  private static final Outcome STALE = new Outcome.Stale();

  private final DavClient client;
  private final Tree tree;
  private final FileReader reader;
  private final Recent recent;
  private final Directories directories;
  private final Sender sender;
  private final Oddities oddities;

  Arrival(
      DavClient client,
      Tree tree,
      FileReader reader,
      Recent recent,
      Directories directories,
      Sender sender,
      Oddities oddities) {
    this.client = client;
    this.tree = tree;
    this.reader = reader;
    this.recent = recent;
    this.directories = directories;
    this.sender = sender;
    this.oddities = oddities;
  }

  private static Outcome refused(String why) {
    return new Outcome.Refused(Finding.broken("", why));
  }

  /**
   * Puts a file where none is, or over the one that is expected.
   *
   * @param expected the version of that one, where it is known
   */
  Outcome put(
      Href href, Item item, Optional<Content> content, Optional<Version> expected, boolean isNew)
      throws StoreException {
    Digest digest = FileItem.digest(item);
    Optional<String> objection = oddities.objection(FileItem.path(item), digest.size());
    if (objection.isPresent() || content.isEmpty()) {
      return refused(objection.orElse("its bytes are not at hand"));
    }
    Optional<Outcome> obstacle = parent(href);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    try (InputStream opened = content.get().open()) {
      DavRequest request = request(href, item, onceOpened(opened, content.get()));
      Sender.Sent sent = send(request, href, expected, isNew);
      return switch (sent.came()) {
        case DONE -> arrived(href, item, digest, sent.version());
        case OTHERWISE -> afterConflict(href, item, digest, sent);
        case MISSING -> isNew ? sender.refusal(href, sent) : STALE;
        case REFUSED -> sender.refusal(href, sent);
      };
    } catch (IOException e) {
      // What was planned is not there any more at the source: that is decided again.
      return STALE;
    }
  }

  private Sender.Sent send(DavRequest request, Href href, Optional<Version> expected, boolean isNew)
      throws StoreException {
    Sender.Sent sent = isNew ? sender.onto(request, href) : sender.over(request, href, expected);
    boolean mayLackParent = sent.status() == 404 || sent.status() == 409;
    if (!isNew || !mayLackParent) {
      return sent;
    }
    directories.forget();
    return directories.ensure(href.parent()).isPresent() ? sent : sender.onto(request, href);
  }

  /** What has been opened is sent first; sent again, it is opened again. */
  private static Content onceOpened(InputStream opened, Content content) {
    AtomicReference<Optional<InputStream>> first = new AtomicReference<>(Optional.of(opened));
    return () -> {
      Optional<InputStream> ready = first.getAndSet(Optional.empty());
      return ready.isPresent() ? ready.get() : content.open();
    };
  }

  private DavRequest request(Href href, Item item, Content content) {
    String type = FileItem.mediaType(item).orElse("application/octet-stream");
    DavRequest request =
        DavRequest.of("PUT", href.at(tree.root().server()))
            .carrying(new DavRequest.Body(type, FileItem.digest(item).size(), content));
    return FileItem.modified(item)
        .map(time -> request.with("X-OC-Mtime", String.valueOf(time.getEpochSecond())))
        .orElse(request);
  }

  /** The directory of a file, made if it is missing; what that fails of, if it does. */
  Optional<Outcome> parent(Href href) throws StoreException {
    Optional<Problem> problem = directories.ensure(href.parent());
    if (problem.isEmpty()) {
      return Optional.empty();
    }
    String name = href.parent().lastName();
    Optional<StoreException> spoiled = client.failures().spoilsAll(problem.get(), name);
    if (spoiled.isPresent()) {
      throw spoiled.get();
    }
    return Optional.of(
        refused(
            "its directory \"%s\" cannot be made: the server answers %s"
                .formatted(name, problem.get().text())));
  }

  /** The server took it. Where it does not say which version that is, it is asked. */
  private Outcome arrived(Href href, Item item, Digest digest, Optional<Version> told)
      throws StoreException {
    Optional<Version> version = told;
    boolean isSure = told.isPresent() && FileItem.path(item).indexOf('\\') < 0;
    if (!isSure) {
      Optional<Resource> there = tree.look(href);
      if (there.isEmpty()) {
        return refused("the server took it, and does not have it under this name");
      }
      if (there.get().size().orElse(-1) != digest.size()) {
        return new Outcome.Done(
            Optional.empty(),
            Optional.empty(),
            Optional.empty()); // without a version it is read back, and what is there is found out
      }
      version = there.get().version();
    }
    version.ifPresent(v -> recent.saw(href, v, digest));
    return new Outcome.Done(Optional.empty(), version, Optional.of(item));
  }

  /** Something else is there than was expected; it may be what we wanted, or our own work. */
  private Outcome afterConflict(Href href, Item item, Digest digest, Sender.Sent sent)
      throws StoreException {
    Optional<Resource> there = tree.look(href);
    if (there.isEmpty()) {
      return STALE;
    }
    if (there.get().isDirectory()) {
      return refused("there is a directory of this name");
    }
    if (sent.status() != 412 && sent.status() != 0) {
      return sender.refusal(href, sent);
    }
    Optional<FileReader.Found> found = reader.read(there.get()).file();
    return found.filter(f -> FileItem.digest(f.item()).equals(digest)).isPresent()
        ? new Outcome.Done(Optional.empty(), found.get().version(), Optional.of(item))
        : STALE;
  }
}
