// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Write;

/** Carries out one write: each on a condition, and each such that it may be sent twice. */
final class MemberWriter implements Write.Visitor<MemberWriter.Work> {
  private static final Outcome STALE = new Outcome.Stale();
  private static final Outcome GONE =
      new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());

  private final Format format;
  private final MemberReader reader;
  private final Remembered remembered;
  private final URI base;
  private final WriteSender sender;
  private final Refusals refusals;
  private final AtomicInteger untold = new AtomicInteger();

  /**
   * A writer.
   *
   * @param folders as they were listed
   */
  MemberWriter(
      DavClient client,
      Format format,
      MemberReader reader,
      Remembered remembered,
      URI base,
      List<Collection> folders) {
    this.format = format;
    this.reader = reader;
    this.remembered = remembered;
    this.base = base;
    this.sender = new WriteSender(client, reader);
    this.refusals = new Refusals(client, folders);
  }

  /** A write that waits to be carried out. */
  interface Work {
    Outcome run() throws StoreException;
  }

  /** How many members were written of which other people were not told. */
  int untold() {
    return untold.get();
  }

  Outcome write(Write write) throws StoreException {
    return write.accept(this).run();
  }

  /** Where a new item goes. */
  Href planned(FolderId folder, Item item) {
    return new Href(folder.value())
        .child(MemberNames.of(item.uid().orElseThrow(), format.service()));
  }

  @Override
  public Work create(Write.Create write) {
    return () -> {
      Href href = planned(write.folder(), write.item());
      Format.Written written = format.write(write.item());
      if (written.objection().isPresent()) {
        return new Outcome.Refused(written.objection().get());
      }
      return put(href, written, Optional.empty(), true, write.item());
    };
  }

  @Override
  public Work update(Write.Update write) {
    return () -> {
      Format.Written written = format.write(write.item());
      if (written.objection().isPresent()) {
        return new Outcome.Refused(written.objection().get());
      }
      Href href = new Href(write.reference().value());
      return put(href, written, write.expected(), false, write.item());
    };
  }

  @Override
  public Work restore(Write.Restore write) {
    return () -> {
      Format.Written written = format.write(write.item());
      byte[] bytes = write.original().orElse(written.bytes());
      if (write.original().isEmpty() && written.objection().isPresent()) {
        return new Outcome.Refused(written.objection().get());
      }
      Format.Written again = new Format.Written(bytes, written.type(), Optional.empty());
      Href href = new Href(write.reference().value());
      return put(href, again, write.expected(), !write.over(), write.item());
    };
  }

  private Outcome put(
      Href href, Format.Written written, Optional<Version> expected, boolean isNew, Item item)
      throws StoreException {
    DavRequest request =
        DavRequest.of("PUT", href.at(base))
            .carrying(DavRequest.Body.of(written.type(), written.bytes()));
    WriteSender.Result result =
        isNew
            ? sender.send(request.with("If-None-Match", "*"))
            : sender.sendIfMatch(href, request, expected);
    if (result.status() == 412) {
      Got got = reader.get(Entry.at(href));
      if (isNew || !isStill(expected, got)) {
        return afterConflict(got, item, isNew && result.mayBeRepeat());
      }
      result = sender.sendIfMatch(href, request, Optional.empty());
    }
    if (result.isDone()) {
      if (format.namesPeople(item)) {
        untold.incrementAndGet();
      }
      return done(href, result.version());
    }
    boolean isGone = result.status() == 404 || result.status() == 410;
    if (result.status() == 412 || (!isNew && isGone)) {
      return stale(href);
    }
    return refusals.refused(href, result.problem().orElseThrow());
  }

  private Outcome done(Href href, Optional<Version> version) {
    refusals.none();
    remembered.wrote(new Reference(href.path()), version);
    return new Outcome.Done(Optional.empty(), version, Optional.empty());
  }

  private Outcome stale(Href href) {
    remembered.doubt(new Reference(href.path()));
    return STALE;
  }

  private boolean isStill(Optional<Version> expected, Got got) {
    return expected.isPresent() && remembered.isStill(expected.get(), got);
  }

  /** The member is not as expected; it may be as we wanted it, or be our own work. */
  private Outcome afterConflict(Got got, Item item, boolean mayBeOurs) {
    Href href = got.entry().href();
    Optional<Item> there =
        got.bytes().map(bytes -> format.read(bytes, href.lastName())).flatMap(Format.Meaning::item);
    if (there.isEmpty()) {
      return stale(href);
    }
    boolean isOurs = mayBeOurs && there.get().uid().equals(item.uid());
    return isOurs || format.isSame(there.get(), item) ? done(href, got.version()) : stale(href);
  }

  @Override
  public Work delete(Write.Delete write) {
    return () -> {
      Href href = new Href(write.reference().value());
      DavRequest request =
          DavRequest.of("DELETE", href.at(base))
              // Whoever takes a copy away declines nothing (RFC 6638 section 8.1).
              .with("Schedule-Reply", "F");
      WriteSender.Result result = sender.sendIfMatch(href, request, write.expected());
      boolean wasGone = false;
      if (result.status() == 412) {
        Got got = reader.get(Entry.at(href));
        // A condition on what is not there fails, too.
        wasGone = isMissing(got);
        if (isStill(write.expected(), got)) {
          result = sender.sendIfMatch(href, request, Optional.empty());
        }
      }
      boolean isGone = result.isDone() || result.status() == 404 || result.status() == 410;
      if (isGone || wasGone) {
        remembered.wrote(write.reference(), Optional.empty());
        return GONE;
      }
      return result.status() == 412
          ? stale(href)
          : refusals.refused(href, result.problem().orElseThrow());
    };
  }

  private static boolean isMissing(Got got) {
    return got.bytes().isEmpty() && got.failure().isEmpty();
  }

  @Override
  public Work move(Write.Move write) {
    return () -> {
      Href from = new Href(write.reference().value());
      Href to = new Href(write.to().value()).child(from.lastName());
      WriteSender.Result result = sender.send(moving(from, to, write.expected()));
      if (result.isDone()) {
        return moved(write.reference(), to, result.version());
      }
      boolean isGone = result.status() == 404 || result.status() == 410;
      // Some servers look at the new place first, where our own first try may have put it.
      boolean wasGone =
          result.status() == 412 && result.mayBeRepeat() && isMissing(reader.get(Entry.at(from)));
      if (isGone || wasGone) {
        Got there = reader.get(Entry.at(to));
        return result.mayBeRepeat() && there.bytes().isPresent()
            ? moved(write.reference(), to, there.version())
            : stale(from);
      }
      boolean cannotMove =
          result.status() == 405 || result.status() == 501 || result.status() == 403;
      if (cannotMove) {
        return copyAndDelete(write, from, to);
      }
      return result.status() == 412
          ? stale(from)
          : refusals.refused(from, result.problem().orElseThrow());
    };
  }

  private DavRequest moving(Href from, Href to, Optional<Version> expected) {
    DavRequest request =
        DavRequest.of("MOVE", from.at(base))
            .with("Destination", to.at(base).toString())
            .with("Overwrite", "F");
    return expected.isPresent() ? request.with("If-Match", expected.get().value()) : request;
  }

  private Outcome moved(Reference from, Href to, Optional<Version> version) {
    remembered.wrote(from, Optional.empty());
    Reference reference = new Reference(to.path());
    remembered.wrote(reference, version);
    return new Outcome.Done(Optional.of(reference), version, Optional.empty());
  }

  /** Where a server does not move: the copy first, so that nothing is ever in no place. */
  private Outcome copyAndDelete(Write.Move write, Href from, Href to) throws StoreException {
    Got got = reader.get(Entry.at(from));
    boolean isExpected = write.expected().isEmpty() || write.expected().equals(got.version());
    if (got.bytes().isEmpty() || !isExpected) {
      return stale(from);
    }
    WriteSender.Result copied =
        sender.send(
            DavRequest.of("PUT", to.at(base))
                .carrying(DavRequest.Body.of(format.service().mediaType(), got.bytes().get()))
                .with("If-None-Match", "*"));
    if (!copied.isDone()) {
      return copied.status() == 412 ? STALE : refusals.refused(to, copied.problem().orElseThrow());
    }
    WriteSender.Result deleted =
        sender.send(
            DavRequest.of("DELETE", from.at(base))
                .with("If-Match", got.version().map(Version::value).orElse("*")));
    boolean isGone = deleted.isDone() || deleted.status() == 404 || deleted.status() == 410;
    if (!isGone) {
      return deleted.status() == 412
          ? stale(from)
          : refusals.refused(from, deleted.problem().orElseThrow());
    }
    return moved(write.reference(), to, copied.version());
  }

  @Override
  public Work join(Write.Join write) {
    return () -> STALE;
  }

  @Override
  public Work leave(Write.Leave write) {
    return () -> STALE;
  }
}
