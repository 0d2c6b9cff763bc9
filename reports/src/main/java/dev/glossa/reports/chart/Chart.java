package dev.glossa.reports.chart;

import dev.glossa.reports.Csv;
import dev.glossa.reports.Folder;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// A chart that is ready to be written: `NAME.png`, `NAME.svg` and `NAME.csv`. In the SVG, text is outlines, so that every script
/// looks the same on a machine that has no font for it; its words stand in `title` and `desc`.
///
/// @param name   of the files, without an ending
/// @param title  as it stands above the chart
/// @param alt    what the chart shows, with its numbers, for readers who do not see it
/// @param data   the drawn numbers
/// @param width  in CSS pixels; the PNG has twice as many
/// @param height in CSS pixels
public record Chart(String name, String title, String alt, Csv data, JFreeChart drawing, int width, int height) {
    private static final int PIXELS = 2;
    private static final String SVG = "http://www.w3.org/2000/svg";

    public void write(Folder folder) {
        folder.text(name + ".csv", data.toString());
        folder.bytes(name + ".png", png());
        folder.text(name + ".svg", svg());
    }

    byte[] png() {
        BufferedImage image = new BufferedImage(width * PIXELS, height * PIXELS, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(PIXELS, PIXELS);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            drawing.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    String svg() {
        Document document = GenericDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(2);
        SVGGraphics2D graphics = new OutlinedText(context);
        graphics.setSVGCanvasSize(new Dimension(width, height));
        drawing.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        Element root = graphics.getRoot();
        root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
        root.setAttributeNS(null, "role", "img");
        describe(document, root, "desc", alt);
        describe(document, root, "title", title);
        StringWriter text = new StringWriter();
        try {
            graphics.stream(root, text, true, false);
        } catch (SVGGraphics2DIOException e) {
            throw new UncheckedIOException(e);
        }
        // Without the document type, whose address a strict reader would ask for.
        return text.toString().replaceFirst("(?s)<!DOCTYPE.*?>\\s*", "");
    }

    private static void describe(Document document, Element root, String element, String text) {
        Element described = document.createElementNS(SVG, element);
        described.setTextContent(text);
        root.insertBefore(described, root.getFirstChild());
    }
}
