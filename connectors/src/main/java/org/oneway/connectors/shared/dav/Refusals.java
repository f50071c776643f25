// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;

/** Says what a refused write means: something for its item alone, or for all. */
public final class Refusals {
  /** So many errors of the server in a row are no trouble of the items. */
  private static final int PATIENCE = 10;

  /** The same of 500, which servers answer to single items that they do not understand. */
  private static final int MORE_PATIENCE = 200;

  private final DavClient client;
  private final List<Collection> folders;
  private final AtomicInteger serverErrors = new AtomicInteger();

  /**
   * Nothing was refused yet.
   *
   * @param folders as they were listed
   */
  Refusals(DavClient client, List<Collection> folders) {
    this.client = client;
    this.folders = List.copyOf(folders);
  }

  /** Those of a store of whose folders nothing was said before. */
  public Refusals(DavClient client) {
    this(client, List.of());
  }

  /** A write was taken. */
  public void none() {
    serverErrors.set(0);
  }

  /** One item is refused, unless the answer says that no other can be written either. */
  Outcome refused(Href href, Problem problem) throws StoreException {
    Optional<Collection> listed =
        folders.stream().filter(known -> known.href().isCollection(href.parent())).findFirst();
    String folder = listed.map(known -> known.folder().name()).orElse(href.parent().lastName());
    // Not all servers give their reason, but they have said before what may be done there.
    boolean isClosed = listed.isPresent() && !listed.get().isWritable();
    if (isClosed && (problem.status() == 403 || problem.status() == 405)) {
      throw client.failures().readOnly('"' + folder + '"', problem);
    }
    checkOthers(folder, problem);
    if (problem.status() == 404 || problem.status() == 410) {
      throw new StoreException.FolderGone(
          "\"%s\" is not there any more (store \"%s\")"
              .formatted(folder, client.settings().store()));
    }
    return ofItem(folder, problem);
  }

  /** One item is refused, unless the answer says that no other can be written into the folder. */
  public Outcome refused(String folder, Problem problem) throws StoreException {
    checkOthers(folder, problem);
    return ofItem(folder, problem);
  }

  private void checkOthers(String folder, Problem problem) throws StoreException {
    Optional<StoreException> spoiled = client.failures().spoilsAll(problem, folder);
    if (spoiled.isPresent()) {
      throw spoiled.get();
    }
  }

  private Outcome ofItem(String folder, Problem problem) throws StoreException {
    int patience = problem.status() == 500 ? MORE_PATIENCE : PATIENCE;
    if (problem.status() >= 500 && serverErrors.incrementAndGet() >= patience) {
      throw new StoreException.Unavailable(
          "Nothing can be written into \"%s\" now: the server answers %s (store \"%s\")"
              .formatted(folder, problem.text(), client.settings().store()),
          "Try again later",
          Optional.empty());
    }
    return new Outcome.Refused(Failures.refusal(problem));
  }
}
