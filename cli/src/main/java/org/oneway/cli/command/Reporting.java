// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.oneway.cli.json.Answer;
import org.oneway.cli.report.CsvReport;
import org.oneway.cli.report.HtmlReport;
import org.oneway.cli.report.JsonReport;
import org.oneway.cli.report.Material;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.cli.work.PrivateFiles;

/** Writes reports where they are wanted. */
final class Reporting {
  private Reporting() {}

  /** Writes a report to the standard output or a file, which is there whole or not at all. */
  static Integer write(Session session, ReportForm form, Optional<String> output, Material material)
      throws IOException {
    Optional<String> named = output.filter(name -> !name.equals("-"));
    if (named.isEmpty()) {
      try (Writer out = writer(new Unclosed(session.surroundings().out()))) {
        write(form, material, out);
      }
      return ExitCode.OK.number();
    }
    Path file = session.surroundings().path(named.get());
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      PrivateFiles.makeFile(part);
      try (Writer out = writer(Files.newOutputStream(part))) {
        write(form, material, out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (java.nio.file.FileSystemException e) {
      throw new Refusal(
          Trouble.of(
              "E-FILE",
              ExitCode.REFUSED,
              "The report cannot be written: " + Troubles.fileWords(e) + ".",
              "Give --output a file in a directory that is there and yours to write."),
          e);
    } finally {
      Files.deleteIfExists(part);
    }
    session.screen().line("Report: " + session.surroundings().shown(file));
    return session.end(new Answer("history").put("report", file.toString()), ExitCode.OK);
  }

  /** Writes a line for each run, or for one run and each of its events. */
  static Integer writeLines(Session session, Material material) throws IOException {
    try (Writer out = writer(new Unclosed(session.surroundings().out()))) {
      JsonReport.writeLines(material, out);
    }
    return ExitCode.OK.number();
  }

  private static Writer writer(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  private static void write(ReportForm form, Material material, Writer out) throws IOException {
    switch (form) {
      case HTML -> HtmlReport.write(material, out);
      case JSON -> JsonReport.write(material, out);
      case CSV -> CsvReport.write(material, out);
    }
  }

  /** The standard output stays open. */
  private static final class Unclosed extends java.io.FilterOutputStream {
    private Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
