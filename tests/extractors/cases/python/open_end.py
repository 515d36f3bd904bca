_("ok")
x = """never closed
