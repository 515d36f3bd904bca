// "注释"
/* "更多" */
val a = "保存"
Log.d("tag", "日志")
val b = "Not for certain"; val c = """
多行
"""
text("a \" 关注") // "x"
tr("标记过")
