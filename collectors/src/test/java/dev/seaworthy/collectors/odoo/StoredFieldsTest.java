package dev.seaworthy.collectors.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StoredFieldsTest {
  @Test
  void findsWhatHasAColumn() {
    String source =
        """
        from odoo import fields, models

        class Wave(models.Model):
            _name = 'harbor.wave'
            _inherit = ['mail.thread']

            name = fields.Char("Name (of the wave)", required=True)
            dock_id: int = fields.Many2one(
                'harbor.dock',  # not the gate :)
                string='It\\'s a dock)',
            )
            line_ids = fields.One2many('harbor.line', 'wave_id')
            tag_ids = fields.Many2many('harbor.tag')
            weight = fields.Float(compute='_compute_weight')
            volume = fields.Float(compute="_compute_volume", store=True)
            partner = fields.Char(related='dock_id.name')
            hint = fields.Char(store=False)

            def other(self):
                local = fields.Char()

        class Move(models.Model):
            _inherit = "stock.move"
            wave_id = fields.Many2one("harbor.wave", help="compute=x")

        class Wizard(models.TransientModel):
            _name = 'harbor.wizard'
            note = fields.Text()

        class Mixin(models.AbstractModel):
            _name = 'harbor.mixin'
            note = fields.Text()

        class Helper:
            note = 1
        """;
    assertThat(StoredFields.in(source))
        .containsExactly(
            "harbor.wave dock_id Many2one",
            "harbor.wave name Char",
            "harbor.wave tag_ids Many2many",
            "harbor.wave volume Float",
            "stock.move wave_id Many2one");
  }

  @Test
  void whatIsBrokenEndsSomewhere() {
    assertThat(
            StoredFields.in(
                "class A(models.Model):\n    _name = 'a.b'\n    c = fields.Char('never closed\n"))
        .containsExactly("a.b c Char");
  }
}
