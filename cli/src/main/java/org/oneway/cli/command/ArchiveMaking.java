// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.oneway.cli.archive.Repacking;
import org.oneway.cli.json.Answer;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveWriter;

/** Writes a new archive, and says what went wrong. */
final class ArchiveMaking {
  private final Session session;
  private final String command;
  private final String out;

  /**
   * Makes an archive.
   *
   * @param out its name, as the user gave it
   */
  ArchiveMaking(Session session, String command, String out) {
    this.session = session;
    this.command = command;
    this.out = out;
  }

  /** What it is made of. */
  @FunctionalInterface
  interface Parts {
    /** Looks at them. */
    Repacking look() throws IOException, Repacking.Unfit;
  }

  /** Begins to write. */
  @FunctionalInterface
  interface Writing {
    /** A writer under this name. */
    ArchiveWriter begin(Path archive, Repacking parts) throws IOException;
  }

  /** Makes it; the exit code. */
  Integer make(Parts parts, Writing writing) {
    try {
      Repacking repacking = parts.look();
      long items;
      try (ArchiveWriter writer = writing.begin(session.surroundings().path(out), repacking)) {
        items = repacking.into(writer);
      }
      session.screen().line(Words.number(items, "item", "items") + " -> " + out);
      return session.end(new Answer(command).put("items", items).put("archive", out), ExitCode.OK);
    } catch (Repacking.Unfit e) {
      throw refused("No archive can be made of these: " + e.getMessage() + ".", e);
    } catch (NoSuchFileException e) {
      throw refused("There is no archive " + e.getFile() + ".", e);
    } catch (FileAlreadyExistsException e) {
      throw refused(e.getFile() + " is there already. It was left as it is.", e);
    } catch (ArchiveDamaged e) {
      throw refused("Nothing was written: " + e.place() + " " + e.reason() + ".", e);
    } catch (IOException e) {
      session.details(e);
      Trouble known = session.troubles().writingTo(session.surroundings().path(out)).ofAny(e, "");
      throw known.exit() == ExitCode.UNEXPECTED
          ? refused(out + " cannot be written: " + Troubles.fileWords(e) + ".", e)
          : new Refusal(known, e);
    }
  }

  private Refusal refused(String what, Exception cause) {
    session.details(cause);
    return new Refusal(Trouble.of("E-INPUT", ExitCode.REFUSED, what), cause);
  }
}
